#pragma once
// Cases stored as text: one a line, fields separated by tabs. In a field `\xhh;` is the code point with that number.
#include <string>
#include <vector>

using Case = std::vector<std::string>;

/// The cases of tests/unit/base/data/<name>, lines that start with '#' left out.
std::vector<Case> read_cases(const std::string& name);
