"""Second and third opinions on a page: HTML_CodeSniffer and IBM's engine of Equal Access, beside axe-core.

Each comes from npm as its makers publish it, and is taken only with the sum below. What they
find and what is waived stands in ``waived.yaml``, with where it applies and why.
"""

import io
import re
import tarfile
from dataclasses import dataclass

import npm
import yaml
from seminar.lite.runtime import sha256
from support import PACK

WAIVED = yaml.safe_load((PACK / "tests" / "waived.yaml").read_text("utf-8"))
"""Findings that are none: ``engine``, ``rule`` and ``where`` (a CSS selector) say which, ``unless`` (an expression for
the words of the element) which not; ``why`` is the reason and ``proof`` the test that shows it, or "eyes"."""


@dataclass(frozen=True)
class Engine:
    """A *package* of npm in one *version* with its SHA-256, the *script* in it, and how it *reads* an element.

    ``reads`` is JavaScript: a function of an element or the document that promises rule, words and element of each
    finding.
    """

    package: str
    version: str
    sha256: str
    script: str
    reads: str

    def source(self):
        """The script of the engine, from the cache of this computer or from npm."""
        packed = npm.packed(f"{self.package}@{self.version}")
        assert sha256(packed) == self.sha256, f"{self.package} {self.version} is not as its makers published it"
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            return archive.extractfile(f"package/{self.script}").read().decode()


ENGINES = {
    "HTML_CodeSniffer": Engine(
        "html_codesniffer",
        "2.5.1",
        "fbcd1b31b97e08fea1e64d12727caf63436b2d83df0b7df255836c61086067e5",
        "build/HTMLCS.js",
        """node => new Promise(done => HTMLCS.process('WCAG2AA', node, () => done(HTMLCS.getMessages()
            .filter(one => one.type !== HTMLCS.NOTICE)
            .map(one => ({rule: one.code.replace(/^WCAG2AA\\.(Principle\\d\\.)?/, ''), words: one.msg,
                          node: one.element})))))""",
    ),
    "Equal Access": Engine(
        "accessibility-checker-engine",
        "4.0.34",
        "991d87e0a54941aeccc1be8c159dbc56c06880d35069b6332ab4f4a6e1cda9b3",
        "ace.js",
        """async node => {
          const checker = new ace.Checker();
          const sets = ['WCAG_2_2', 'IBM_Accessibility'], slow = ['element_tabbable_unobscured', 'style_focus_visible'];
          const quick = rules => rules.filter(one => !slow.includes(one));
          for (const set of sets) checker.rulesetRules[set] = quick(checker.rulesetRules[set]);
          const {results} = await checker.check(node, sets);
          return results.filter(one => !['PASS', 'MANUAL'].includes(one.value[1]))
              .map(one => ({rule: `${one.ruleId} ${one.reasonId}`, words: one.message, node: one.node}));
        }""",
    ),
}
"""What each engine says of every page as such (a notice, something to be looked at by hand) is no finding. Two rules of
IBM’s are left out, which take longer than all others and only ask: of each link whether something may lie over it, and
of each border whether it may hide the focus. Own tests look at both (test_html_edition.py, test_chartability.py)."""
READ = """async ([root, inside, waived]) => {
  const read = READS, found = await read(root ? document.querySelector(root) : document);
  const fits = (rule, node, waiver) => rule === waiver.rule && node.matches(waiver.where)
      && !(waiver.unless && new RegExp(waiver.unless, 'i').test(node.textContent));
  const element = node => node.documentElement ?? node.closest?.('*') ?? node.parentElement;
  return found.map(({rule, words, node}) => ({rule, words, node: element(node)}))
      .filter(({node}) => !inside || node.closest(inside)).map(({rule, words, node}) => ({
        rule, words, markup: node.outerHTML.slice(0, 200), waived: waived.findIndex(one => fits(rule, node, one)),
      }));
}"""
UNFOLD = "() => document.querySelectorAll('details').forEach(one => { one.open = true; })"
"""Opens all that is folded up, for an engine reads only what is shown."""


class Opinions:
    """The engines, loaded once; it remembers which waivers were needed."""

    def __init__(self):
        self.sources = {name: engine.source() for name, engine in ENGINES.items()}
        self.needed = set()

    def unneeded(self, at):
        """The waivers for the plain edition, or for what is live, that were not needed."""
        return [one["rule"] for place, one in enumerate(WAIVED) if one["at"] == at and place not in self.needed]

    def load(self, page):
        """Give a *page* the scripts of the engines."""
        for source in self.sources.values():
            page.evaluate(f"() => {{ {source}\n Object.assign(window, typeof ace === 'undefined' ? {{}} : {{ace}}) }}")

    def of(self, page, at, root=None, inside=None):
        """What the engines find on a *page* that is not waived *at* that place: engine, rule, words and how its element
        begins. They read what fits the selector *root*; what is not *inside* the second one is passed over."""
        self.load(page)
        left = []
        for name, engine in ENGINES.items():
            waived = [one for one in WAIVED if (one["engine"], one["at"]) == (name, at)]
            for found in page.evaluate(READ.replace("READS", engine.reads), [root, inside, waived]):
                if found["waived"] >= 0:
                    self.needed.add(WAIVED.index(waived[found["waived"]]))
                else:
                    left.append((name, found["rule"], found["words"], re.sub(r"\s+", " ", found["markup"])))
        return left
