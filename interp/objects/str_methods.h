#pragma once
// What str's methods do. Positions are code points; `start` and `stop` are as in slices: negative ones count from the
// end, both are clamped (whole_str_stop: to the end). Counts below 0 mean no limit.
#include <functional>
#include <span>

#include "objects/list.h"
#include "objects/str.h"

namespace coil::internal
{

struct Dict;

inline constexpr int64_t whole_str_stop = INT64_MAX;

/// The first (last) position of `needle`, or -1.
Result<int64_t> str_find(Vm& vm, Str* str, Str* needle, int64_t start = 0, int64_t stop = whole_str_stop);
Result<int64_t> str_rfind(Vm& vm, Str* str, Str* needle, int64_t start = 0, int64_t stop = whole_str_stop);
Result<int64_t> str_count(Vm& vm, Str* str, Str* needle, int64_t start = 0, int64_t stop = whole_str_stop);
Result<bool> str_contains(Vm& vm, const Str* str, const Str* needle);
bool str_starts_with(Vm& vm, Str* str, Str* prefix, int64_t start = 0, int64_t stop = whole_str_stop);
bool str_ends_with(Vm& vm, Str* str, Str* suffix, int64_t start = 0, int64_t stop = whole_str_stop);

Result<Str*> str_replace(Vm& vm, Str* str, Str* old, Str* with, int64_t count = -1);
/// `separator` null: at white space. ValueError for an empty one.
Result<List*> str_split(Vm& vm, Str* str, Str* separator, int64_t most = -1);
Result<List*> str_rsplit(Vm& vm, Str* str, Str* separator, int64_t most = -1);
Result<List*> str_split_lines(Vm& vm, Str* str, bool keep_ends);
Result<Tuple*> str_partition(Vm& vm, Str* str, Str* separator);
Result<Tuple*> str_rpartition(Vm& vm, Str* str, Str* separator);
/// TypeError for items that are no str. The items must not change meanwhile: no script code runs.
Result<Str*> str_join(Vm& vm, Str* separator, std::span<const Value> items);

enum StripSide : unsigned { StripStart = 1, StripEnd = 2, StripBoth = 3 };
/// `characters` null: white space.
Result<Str*> str_strip(Vm& vm, Str* str, Str* characters, StripSide side);
Result<Str*> str_remove_prefix(Vm& vm, Str* str, Str* prefix);
Result<Str*> str_remove_suffix(Vm& vm, Str* str, Str* suffix);

Result<Str*> str_center(Vm& vm, Str* str, int64_t width, uint32_t fill = ' ');
Result<Str*> str_left_justify(Vm& vm, Str* str, int64_t width, uint32_t fill = ' ');
Result<Str*> str_right_justify(Vm& vm, Str* str, int64_t width, uint32_t fill = ' ');
Result<Str*> str_zero_fill(Vm& vm, Str* str, int64_t width);
Result<Str*> str_expand_tabs(Vm& vm, Str* str, int64_t tab_size);

/// `map` is one of base/str_case.h; the string itself when nothing changes.
/// upper() or lower() of a string that is ASCII.
Result<Str*> str_ascii_case(Vm& vm, Str* str, bool upper);
Result<Str*> str_map_case(Vm& vm, Str* str, std::string (*map)(std::string_view));

/// str.translate: `look_up` gives for a code point what the table holds: an int, a str, None to drop it; Ellipsis when
/// the table has nothing (LookupError), then the character stays.
Result<Str*> str_translate(Vm& vm, Str* str, const std::function<Result<Value>(uint32_t)>& look_up);
Result<Str*> str_translate(Vm& vm, Str* str, Dict* table);
/// str.maketrans with two or three strings (`dropped` may be null), and with one dict.
Result<Dict*> str_make_translation(Vm& vm, Str* from, Str* to, Str* dropped);
Result<Dict*> str_make_translation(Vm& vm, Dict* table);

Result<Str*> str_repr(Vm& vm, const Str* str);
/// ascii() of what repr gave.
Result<Str*> str_escape_non_ascii(Vm& vm, Str* str);

} // namespace coil::internal
