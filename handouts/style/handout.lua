-- What pandoc does not do by itself: still views become blocks, pictures keep their alternative text, Chinese keeps
-- its language, links to notebooks become plain words, and writing areas get their lines. For Typst and for DOCX.

local typst = FORMAT == "typst"
local large = PANDOC_WRITER_OPTIONS.variables.large ~= nil
local SMALL = "100.1%"

local function raw(text) return pandoc.RawBlock("typst", text) end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"') .. '"'
end

-- The finding of an activity is a paragraph with a class, which pandoc drops: make it a division first.
local function read_html(html)
  for _, name in ipairs({"title", "finding", "settings", "words", "facts", "quiet"}) do
    html = html:gsub('<p class="seminar%-' .. name .. '"[^>]*>(.-)</p>', '<div class="' .. name .. '"><p>%1</p></div>')
  end
  html = html:gsub("%s*</span><span>", ". "):gsub("%s*</span></p></div>", ".</p></div>")
  return pandoc.read(html, "html").blocks
end

function RawBlock(block)
  if block.format == "html" then return read_html(block.text) end
end

local function image(img)
  local alt = pandoc.utils.stringify(img.caption)
  if not typst then return img end
  local width = img.attributes.width == SMALL and "60%" or img.attributes.width or "100%"
  return pandoc.RawInline("typst", "#image(" .. quoted(img.src) .. ", width: " .. width .. ", alt: " .. quoted(alt) .. ")")
end

local function link(found)
  if found.target:match("%.ipynb") or found.target:match("%.md") or found.target:match("^#") then return found.content end
  found.content:extend({pandoc.Space(), pandoc.Str("(" .. found.target .. ")")})
  return found.content
end

local function span(found)
  if found.classes:includes("minutes") then
    if not typst then return found.content end
    local inlines = pandoc.List({pandoc.RawInline("typst", "#minutes[")})
    inlines:extend(found.content)
    inlines:insert(pandoc.RawInline("typst", "]"))
    return inlines
  end
  local lang = found.attributes.lang and found.attributes.lang:match("^%a+")
  if typst and lang then
    local region = lang == "zh" and ', region: "CN"' or ""
    local inlines = pandoc.List({pandoc.RawInline("typst", "#text(lang: " .. quoted(lang) .. region .. ")[")})
    inlines:extend(found.content)
    inlines:insert(pandoc.RawInline("typst", "]"))
    return inlines
  end
end

-- A fact's id does not break at its hyphen.
local function whole(found)
  return {pandoc.RawInline("typst", "#box["), found, pandoc.RawInline("typst", "]")}
end

-- At the start of an item Typst would read these signs as another list or a heading; pandoc lets them pass.
local function no_mark(found)
  if found.text:match("^[-+=/]") then return pandoc.RawInline("typst", "#" .. quoted(found.text) .. ";") end
end

local RULE = '<w:%s w:val="single" w:sz="4" w:space="0" w:color="6E6E6E"/>'
local LINE = '<w:p><w:pPr><w:pBdr>' .. RULE:format("bottom") .. RULE:format("between") ..
  '</w:pBdr><w:spacing w:before="0" w:after="0" w:line="454" w:lineRule="exact"/></w:pPr></w:p>'

local function writing(count)
  if typst then return {raw("#writing(" .. count .. ")")} end
  count = count + 2
  return {
    pandoc.Para("Write here (" .. math.floor(count) .. " lines)"),
    pandoc.RawBlock("openxml", LINE:rep(math.floor(count))),
    pandoc.Para({}),
  }
end

-- A call whose arguments are the columns inside it.
local function arguments(div)
  local found = pandoc.List({raw("#" .. div.classes[1] .. "(")})
  found:extend(div.content)
  found:insert(raw(")"))
  return found
end

local function bracketed(blocks)
  local found = pandoc.List({raw("[")})
  found:extend(blocks)
  found:insert(raw("],"))
  return found
end

local function wrapped(name, blocks)
  local found = pandoc.List({raw("#" .. name .. "[")})
  found:extend(blocks)
  found:insert(raw("]"))
  return found
end

-- Short options flow on a line, each kept whole; long ones stand under one another.
local function flowing(list)
  local words = pandoc.List()
  for _, item in ipairs(list.content) do
    local option = pandoc.utils.blocks_to_inlines(item)
    if pandoc.text.len(pandoc.utils.stringify(option)) > (large and 36 or 62) then return nil end
    words:insert(pandoc.RawInline("typst", "#box[#tick#h(0.5em)"))
    words:extend(option)
    words:insert(pandoc.RawInline("typst", "] #h(1.2em) "))
  end
  return pandoc.Para(words)
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
  local found = pandoc.List()
  for _, block in ipairs(div.content) do
    local line = block.t == "BulletList" and flowing(block)
    if line then
      found:insert(line)
    elseif block.t == "BulletList" then
      found:extend({raw("#[#set list(marker: tick, body-indent: 0.6em)"), block, raw("]")})
    else
      found:insert(block)
    end
  end
  return found
end

-- In large print a picture with writing would be too small to read; the table and the words under it say the same.
local function figure(found)
  local picture = found.content[1].content[1]
  if picture and picture.attributes and picture.attributes.width ~= SMALL then return {} end
end

-- The length of every cell of a table, row by row, and the longest word of every column.
local function measured(tbl)
  local rows, word = {}, {}
  local function measure(found)
    local row, column = {}, 1
    for _, cell in ipairs(found.cells) do
      local text = pandoc.utils.stringify(cell.contents)
      row[column] = pandoc.text.len(text)
      for piece in text:gmatch("%S+") do word[column] = math.max(word[column] or 1, pandoc.text.len(piece)) end
      column = column + cell.col_span
    end
    table.insert(rows, row)
  end
  for _, found in ipairs(tbl.head.rows) do measure(found) end
  for _, body in ipairs(tbl.bodies) do
    for _, found in ipairs(body.body) do measure(found) end
  end
  return rows, word
end

-- How much a column of that width adds to the height of the table; the fourth power stands for the highest cell.
local function height(rows, column, width)
  local sum = 0
  for _, row in ipairs(rows) do sum = sum + ((row[column] or 0) / width) ^ 4 end
  return sum
end

-- The first line of a cell in bold, and what stands under it.
local function headed(words)
  local _, at = words:find_if(function(inline) return inline.t == "LineBreak" end)
  if not at then return pandoc.List({pandoc.Strong(words)}) end
  local found, under = pandoc.List(), pandoc.List()
  for i, inline in ipairs(words) do (i < at and found or under):insert(inline) end
  return pandoc.List({pandoc.Strong(found)}) .. under
end

-- A cell on one line.
local function on_one_line(words)
  return pandoc.Inlines(words):walk({LineBreak = function() return {pandoc.Str(";"), pandoc.Space()} end})
end

-- One block a row: its first cell as a heading line, then “column: value” for every cell that is not empty.
local function row_by_row(tbl)
  local names = pandoc.List(tbl.head.rows[1].cells):map(function(cell) return pandoc.utils.blocks_to_inlines(cell.contents) end)
  local found = pandoc.List({pandoc.Div(tbl.caption.long, {class = "table-title"})})
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      local lines, length = pandoc.List(), 0
      for _, cell in ipairs(row.cells) do length = length + pandoc.text.len(pandoc.utils.stringify(cell.contents)) end
      local dot = {pandoc.Space(), pandoc.Str("·"), pandoc.Space()}
      local between = large and length > 60 and {pandoc.LineBreak()} or dot
      for i, cell in ipairs(row.cells) do
        local words = pandoc.utils.blocks_to_inlines(cell.contents)
        if #words > 0 then
          if #lines > 0 then lines:extend(between) end
          if i > 1 and #names[i] > 0 then
            lines:extend({pandoc.Strong(names[i]), pandoc.Str(":"), pandoc.Space()})
          end
          lines:extend(i == 1 and headed(words) or on_one_line(words))
        end
      end
      found:insert(pandoc.Div(pandoc.Para(lines), {class = "row"}))
    end
  end
  return found
end

-- A wide table: each column gets its longest word, then every further letter goes where it saves most height.
-- Where not even the longest words fit, and in large print, it stands row by row instead.
local LETTERS = large and 50 or typst and 78 or 72

local function table_widths(tbl)
  local rows, width = measured(tbl)
  local need, used, count = 0, 0, #tbl.colspecs
  for i = 1, count do
    local longest = 0
    for _, row in ipairs(rows) do longest = math.max(longest, row[i] or 0) end
    width[i] = (width[i] or 1) + 2
    need, used = need + longest + 2, used + width[i]
  end
  if need < LETTERS and typst then return nil end
  if used > LETTERS or large and count > 2 then return row_by_row(tbl) end
  for _ = used, math.max(LETTERS, used) do
    local best, gain = 1, -1
    for i = 1, count do
      local saved = height(rows, i, width[i]) - height(rows, i, width[i] + 1)
      if saved > gain then best, gain = i, saved end
    end
    width[best] = width[best] + 1
  end
  local total = math.max(used, LETTERS + 1)
  tbl.colspecs = tbl.colspecs:map(function(spec, i) return {spec[1], width[i] / total} end)
  return tbl
end

local function is_strong(inline) return inline and inline.t == "Strong" end

-- A line in bold alone leads what follows, and does not stay behind at the end of a page.
local function lead(para)
  if #para.content == 1 and is_strong(para.content[1]) then return wrapped("lead", {para}) end
end

-- An item that begins with a line in bold is one card, and stays on one page.
local function keep_cards(list)
  for _, item in ipairs(list.content) do
    local words = item[1] and item[1].content
    if #item == 1 and words and is_strong(words[1]) and words[2] and words[2].t == "LineBreak" then
      words:insert(1, pandoc.RawInline("typst", "#keep["))
      words:insert(pandoc.RawInline("typst", "]"))
    end
  end
  return list
end

local WRAPPED = {
  box = "boxed", invented = "invented", teacher = "teacher", mark = "mark", finding = "finding",
  together = "together", title = "title-of", row = "row", sheet = "sheet",
  landscape = "landscape", ["table-title"] = "table-title",
}

function Div(div)
  if div.classes:includes("lines") then return writing(div.attributes.n) end
  if div.classes:includes("options") then return options(div) end
  if not typst then
    return div.classes:includes("typst-only") and {} or div.content
  end
  if div.classes:includes("beside") then return arguments(div) end
  if div.classes:includes("column") then return bracketed(div.content) end
  for _, class in ipairs(div.classes) do
    if WRAPPED[class] then return wrapped(WRAPPED[class], div.content) end
  end
  return div.content
end

-- The first pass reads the markup of still views; the others work on everything.
return {
  {RawBlock = RawBlock},
  {Figure = large and figure or nil, Table = table_widths},
  {Image = image, Link = link, Span = span, Superscript = typst and whole or nil},
  typst and {Para = lead, OrderedList = keep_cards, BulletList = keep_cards} or {},
  {Div = Div, traverse = "bottomup"},
  typst and {Str = no_mark} or {},
}
