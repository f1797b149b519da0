"""re.Scanner: tokens by a list of patterns."""
import re


class Scanner:
    """Cuts a text into tokens: scan() tries the patterns of the lexicon in order, and gives what their actions gave."""

    __module__ = "re"

    def __init__(self, lexicon, flags=0):
        if isinstance(flags, re.RegexFlag):
            flags = flags.value
        self.lexicon = lexicon
        self._actions = {}
        phrases = []
        group = 1
        for phrase, action in lexicon:
            self._actions[group] = action
            phrases.append(f"({phrase})")
            group += 1 + re.compile(phrase, flags).groups
        self.scanner = re.compile("|".join(phrases), flags)

    def scan(self, string):
        """The results of the actions, and the rest of the text that no pattern matches."""
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while True:
            found = match()
            if not found or end == found.end():
                break
            action = self._actions[found.lastindex]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            end = found.end()
        return result, string[end:]
