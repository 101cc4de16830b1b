-- What pandoc does not do by itself: still views become blocks, pictures keep their alternative text, Chinese keeps
-- its language, links to notebooks become plain words, and writing areas get their lines. For Typst and for DOCX.

local typst = FORMAT == "typst"

local function raw(text) return pandoc.RawBlock("typst", text) end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

-- The finding of an activity is a paragraph with a class, which pandoc drops: make it a division first.
local function read_html(html)
  for _, name in ipairs({"finding", "settings", "facts", "quiet"}) do
    html = html:gsub('<p class="seminar%-' .. name .. '"[^>]*>(.-)</p>', '<div class="' .. name .. '"><p>%1</p></div>')
  end
  return pandoc.read(html, "html").blocks
end

function RawBlock(block)
  if block.format == "html" then return read_html(block.text) end
end

local function image(img)
  local alt = pandoc.utils.stringify(img.caption)
  if not typst then return img end
  local width = img.attributes.width or "100%"
  return pandoc.RawInline("typst", "#image(" .. quoted(img.src) .. ", width: " .. width .. ", alt: " .. quoted(alt) .. ")")
end

local function link(found)
  if found.target:match("%.ipynb") or found.target:match("^#") then return found.content end
  found.content:extend({pandoc.Space(), pandoc.Str("(" .. found.target .. ")")})
  return found.content
end

local function span(found)
  local lang = found.attributes.lang
  if typst and lang then
    local inlines = pandoc.List({pandoc.RawInline("typst", "#text(lang: " .. quoted(lang) .. ")[")})
    inlines:extend(found.content)
    inlines:insert(pandoc.RawInline("typst", "]"))
    return inlines
  end
end

local RULE = '<w:%s w:val="single" w:sz="4" w:space="0" w:color="6E6E6E"/>'
local LINE = '<w:p><w:pPr><w:pBdr>' .. RULE:format("bottom") .. RULE:format("between") ..
  '</w:pBdr><w:spacing w:before="0" w:after="0" w:line="454" w:lineRule="exact"/></w:pPr></w:p>'

local function writing(count)
  if typst then return {raw("#writing(" .. count .. ")")} end
  return {
    pandoc.Para("Write here (" .. count .. " lines)"),
    pandoc.RawBlock("openxml", LINE:rep(tonumber(count))),
    pandoc.Para({}),
  }
end

local function wrapped(name, blocks)
  local found = pandoc.List({raw("#" .. name .. "[")})
  found:extend(blocks)
  found:insert(raw("]"))
  return found
end

local function options(div)
  if not typst then
    return div:walk({BulletList = function(list)
      return pandoc.List(list.content):map(function(item)
        local words = pandoc.utils.blocks_to_inlines(item)
        words:insert(1, pandoc.Str("☐ "))
        return pandoc.Para(words)
      end)
    end}).content
  end
  local found = pandoc.List({raw("#[#set list(marker: tick, body-indent: 0.6em)")})
  found:extend(div.content)
  found:insert(raw("]"))
  return found
end

local function beside(div)
  local found = pandoc.List({raw("#beside(")})
  for _, part in ipairs(div.content) do
    found:insert(raw("["))
    found:extend(part.t == "Div" and part.content or {part})
    found:insert(raw("],"))
  end
  found:insert(raw(")"))
  return found
end

local WRAPPED = {
  box = "boxed", invented = "invented", teacher = "teacher", mark = "mark", finding = "finding",
  together = "together", settings = "small", facts = "small", quiet = "small",
}

function Div(div)
  if div.classes:includes("lines") then return writing(div.attributes.n) end
  if div.classes:includes("options") then return options(div) end
  if not typst then
    return div.classes:includes("typst-only") and {} or div.content
  end
  if div.classes:includes("beside") then return beside(div) end
  for _, class in ipairs(div.classes) do
    if WRAPPED[class] then return wrapped(WRAPPED[class], div.content) end
  end
  return div.content
end

-- The first pass reads the markup of still views; the second works on everything.
return {
  {RawBlock = RawBlock},
  {Image = image, Link = link, Span = span},
  {Div = Div, traverse = "bottomup"},
}
