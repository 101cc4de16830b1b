"""The voice of Orca in the tests: what it would say is written down, an utterance a line, as fast as Orca thinks of it.

``screen_reader.py`` runs this file with the Python that Orca is installed for, which is not that of the tests. A voice
is what Orca calls a speech server; it takes any module that has a class of this name.
"""

import json
import os
import re
import sys

import pyatspi
from orca import orca, orca_state, settings, speechserver

CHINESE = re.compile("[\u3400-\u9fff]")


class SpeechServer(speechserver.SpeechServer):
    """Writes lines of JSON to the file that the environment names by its number."""

    _only = None

    def __init__(self):
        super().__init__()
        self._out = os.fdopen(int(os.environ["ORCA_SAYS_TO"]), "w", encoding="utf-8", buffering=1)

    @staticmethod
    def getSpeechServer(info=None):
        SpeechServer._only = SpeechServer._only or SpeechServer()
        return SpeechServer._only

    @staticmethod
    def getSpeechServers():
        return [SpeechServer.getSpeechServer()]

    @staticmethod
    def getFactoryName():
        return "Written down"

    def getInfo(self):
        return [self.getFactoryName(), "written"]

    def getVoiceFamilies(self):
        return []

    def speak(self, text=None, acss=None, interrupt=True):
        self._write(said=text)

    def speakCharacter(self, character, acss=None):
        self._write(said=character)

    def speakKeyEvent(self, event, acss=None):
        """A key that is pressed is no news of the page."""

    def sayAll(self, utterances, progress):
        """Read a whole page; the language of a text is asked for, since this Orca gives no voice to a language."""
        self._write(reads="from here")
        for context, _ in utterances:
            self._write(said=context.utterance, language=_language(context))
        self._write(reads="to here")

    def _write(self, **words):
        self._out.write(json.dumps(words) + "\n")


def _language(context):
    if not CHINESE.search(context.utterance):
        return ""
    ask = orca_state.activeScript.utilities.getLanguageAndDialectForSubstring
    return ask(context.obj, context.startOffset, context.endOffset)[0]


def main():
    sys.modules["orca_voice"] = sys.modules["__main__"]
    settings.speechServerFactory = "orca_voice"
    settings.enableBraille = settings.enableSound = False
    # Orca makes lines for its makers, which nobody reads here, with the name and role of each thing that it passes: two
    # questions to the browser each time.
    pyatspi.Accessible.__str__ = object.__repr__
    orca.getSettingsManager().activate(None, {})
    return orca.main()


if __name__ == "__main__":
    del sys.path[0]  # the tests are no part of Orca
    sys.exit(main())
