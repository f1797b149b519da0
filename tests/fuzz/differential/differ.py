"""Runs generated cases under coil and under CPython, and shrinks those whose outcomes differ.

A case is whatever repr() and eval() carry. A subject (programs.py, patterns.py) makes one of a seed, knows what is smaller, and names the
runner: source text that defines outcome(case), the text that is compared. A batch is one file, the runner and its cases, so that a process
start serves hundreds of cases; each outcome is written when it is known, so that what is missing after the last one is what crashed or hung.
"""
import argparse
import itertools
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

MARK = '\x1e'
HANGS = 'HANGS'
MAIN = '''
import sys as _sys
for _number, _case in enumerate(CASES):
    _text = outcome(_case)
    _sys.__stdout__.write(f'\\x1e{_number}\\n' + _text.encode('ascii', 'backslashreplace').decode() + '\\n')
    _sys.__stdout__.flush()
'''


class Interpreter:
    """A command that runs a file; `seconds` bounds a batch."""

    def __init__(self, command, folder, seconds):
        self.command = shlex.split(command)
        self.folder = folder
        self.seconds = seconds

    def outcomes(self, runner, cases, seconds=None):
        """The outcome of each case. One that ends or outlasts the process says so, and those behind it get another process."""
        found = []
        while len(found) < len(cases):
            texts, ending = self._run(runner, cases[len(found):], seconds or self.seconds)
            found += texts
            if ending == HANGS and len(cases) > 1:
                # Perhaps it is the machine that is busy: a process of its own tells.
                found += self.outcomes(runner, [cases[len(found)]], seconds)
            elif ending is not None:
                found.append(ending)
        return found

    def _run(self, runner, cases, seconds):
        path = os.path.join(self.folder, 'batch.py')
        with open(path, 'w', encoding='utf-8', errors='backslashreplace') as file:
            file.write(f'{runner}\nCASES = [\n' + ''.join(f'{ascii(case)},\n' for case in cases) + f']\n{MAIN}')
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE='1')
        try:
            done = subprocess.run([*self.command, path], stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds,
                                  cwd=self.folder, env=environment)
            output, ending = done.stdout, f'ENDED: status {done.returncode}: ' + last_line(done.stderr)
        except subprocess.TimeoutExpired as late:
            output, ending = late.stdout or b'', HANGS
        texts = []
        for piece in output.decode('utf-8', 'replace').split(MARK)[1:]:
            number, _, text = piece.partition('\n')
            if not text.endswith('\n') or int(number) != len(texts):
                break
            texts.append(text[:-1])
        return texts, ending if len(texts) < len(cases) else None


def last_line(data):
    lines = data.decode('utf-8', 'replace').strip().splitlines()
    return lines[-1] if lines else ''


def first_difference(expected, got):
    """The first two lines that differ."""
    ours, theirs = got.split('\n'), expected.split('\n')
    for a, b in zip(theirs + ['(end)'], ours + ['(end)']):
        if a != b:
            return a, b
    return '(end)', ours[len(theirs)] if len(ours) > len(theirs) else '(end)'


def kind_of(expected, got):
    """What a difference is about, whatever its numbers and texts are."""
    return tuple(re.sub(r"'[^']*'|\"[^\"]*\"", "''", re.sub(r'\d+', '0', line))[:160] for line in first_difference(expected, got))


class Differ:
    def __init__(self, subject, options, folder):
        self.subject = subject
        self.options = options
        self.ours = Interpreter(options.exe, folder, options.timeout)
        self.theirs = Interpreter(options.python, folder, options.timeout)
        self.newer = Interpreter(options.newer, folder, 600) if options.newer else None
        self.reported = {}
        self.dropped = {}

    def differing(self, cases, seconds=None):
        """Those that differ and are not filtered: (case, expected, got). What CPython itself does not end is no case."""
        if not cases:
            return []
        expected = self.theirs.outcomes(self.subject.RUNNER, cases, seconds)
        got = self.ours.outcomes(self.subject.RUNNER, cases, seconds)
        found = []
        for case, theirs, ours in zip(cases, expected, got):
            if theirs.startswith(('ENDED', HANGS)):
                continue
            theirs, ours = self.subject.renewed(theirs), self.subject.renewed(ours)
            if theirs == ours:
                continue
            reason = self.subject.filtered(case, *first_difference(theirs, ours))
            if self.options.but and any(map(re.compile(self.options.but).search, first_difference(theirs, ours))):
                reason = 'as --but says'
            if reason:
                self.dropped[reason] = self.dropped.get(reason, 0) + 1
            else:
                found.append((case, theirs, ours))
        return found

    def unlike_newer(self, found):
        """Those where a newer CPython does not do what coil does, with its outcomes."""
        if not self.newer or not found:
            return found
        judged = self.newer.outcomes(self.subject.RUNNER, [case for case, _, _ in found])
        kept = [(case, self.subject.renewed(theirs), ours) for (case, _, ours), theirs in zip(found, judged)]
        kept = [one for one in kept if one[1] != one[2]]
        reason = 'the newer CPython does the same'
        self.dropped[reason] = self.dropped.get(reason, 0) + len(found) - len(kept)
        return kept

    def shrink(self, case, expected, got):
        """A case as small as its reductions make it that still differs, in a way that is not yet reported."""
        known = set(self.reported) - {kind_of(expected, got)}
        end = time.monotonic() + self.options.shrink
        going = True
        while going and time.monotonic() < end:
            going = False
            candidates = self.subject.reductions(case)
            while (some := list(itertools.islice(candidates, 30))) and time.monotonic() < end:
                found = [one for one in self.differing(some, 4) if kind_of(*one[1:]) not in known]
                if found:
                    case, expected, got = min(found, key=lambda one: self.subject.size(one[0]))
                    going = True
                    break
        return case, expected, got

    def batch(self, seeds):
        cases = [self.subject.generate(random.Random(seed), seed) for seed in seeds]
        found = self.unlike_newer(self.differing(cases))
        for case, expected, got in found:
            kind = kind_of(expected, got)
            if kind in self.reported:
                self.reported[kind] += 1
                continue
            if len(self.reported) >= self.options.most:
                continue
            small = self.shrink(case, expected, got)
            alone = self.differing([small[0]])
            kinds = {kind, kind_of(*small[1:])}
            fresh = not any(one in self.reported for one in kinds)
            for one in kinds:
                self.reported[one] = self.reported.get(one, 0) + 1
            if fresh:
                self.report(seeds[cases.index(case)], *(alone[0] if alone else small), '' if alone else ' (only after others)')

    def report(self, seed, case, expected, got, note):
        theirs, ours = first_difference(expected, got)
        text = f'seed {seed}{note}\n{self.subject.show(case)}\n  CPython: {theirs}\n  coil:    {ours}\n'
        print(text, flush=True)
        with open(os.path.join(self.options.results, f'{self.subject.NAME}-{seed}.txt'), 'w', encoding='utf-8',
                  errors='backslashreplace') as file:
            file.write(f'{text}\n--- CPython\n{expected}\n--- coil\n{got}\n')


def main(subject):
    parser = argparse.ArgumentParser(description=subject.__doc__)
    parser.add_argument('--exe', required=True, help='the coil to test')
    parser.add_argument('--python', default=sys.executable, help='the CPython to compare with')
    parser.add_argument('--newer', help='another CPython, which is asked about what differs: what it does like coil is dropped')
    parser.add_argument('--seconds', type=float, default=60, help='for so long')
    parser.add_argument('--seeds', help='A-B: these instead')
    parser.add_argument('--batch', type=int, default=subject.BATCH, help='cases of a process')
    parser.add_argument('--timeout', type=float, default=20, help='seconds of a batch')
    parser.add_argument('--shrink', type=float, default=60, help='seconds to make one case smaller')
    parser.add_argument('--most', type=int, default=40, help='differences to report')
    parser.add_argument('--but', help='a pattern: no difference that begins with a line which it matches')
    parser.add_argument('--results', help='the folder for what differs')
    parser.add_argument('--show', action='store_true', help='print the cases of the seeds, and run nothing')
    options = parser.parse_args()
    first, last = random.SystemRandom().randrange(10**9), None
    if options.seeds:
        first, _, last = options.seeds.partition('-')
        first, last = int(first), int(last or first)
    if options.show:
        for seed in range(first, last + 1):
            print(subject.show(subject.generate(random.Random(seed), seed)))
        return 0
    options.results = options.results or tempfile.mkdtemp(prefix='differ-')
    os.makedirs(options.results, exist_ok=True)
    folder = tempfile.mkdtemp(prefix='differ-')
    differ, seed, end = Differ(subject, options, folder), first, time.monotonic() + options.seconds
    try:
        while seed <= last if last is not None else time.monotonic() < end:
            seeds = list(range(seed, seed + options.batch if last is None else min(seed + options.batch, last + 1)))
            differ.batch(seeds)
            seed = seeds[-1] + 1
    finally:
        shutil.rmtree(folder)
    for reason, count in differ.dropped.items():
        print(f'{count} dropped: {reason}')
    for kind, count in differ.reported.items():
        print(f'{count} times: {kind[0]} | {kind[1]}')
    print(f'{seed - first} {subject.NAME} from seed {first}, {len(differ.reported)} kinds of differences')
    if differ.reported:
        print(f'they are in {options.results}')
    return 1 if differ.reported else 0
