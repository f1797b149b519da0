#pragma once
// What the methods of bytes and bytearray do. `self` is either; what is made is of the same kind (of the builtin
// class). Positions are as in slices; counts below 0 mean no limit.
#include <span>

#include "base/run_text.h"
#include "objects/bytes.h"
#include "objects/list.h"

namespace coil::internal
{

/// Bytes of the kind of `self`.
Result<Value> make_bytes_like(Vm& vm, Value self, std::string_view bytes);
Result<Value> make_bytes_of_runs(Vm& vm, Value self, const RunText& text);
/// The caller knows that it is bytes or bytearray.
inline std::string_view view_of_bytes(Value value)
{
    std::string_view view;
    bytes_view(value, view);
    return view;
}

Result<int64_t> bytes_find(Vm& vm, std::string_view bytes, std::string_view needle, int64_t start, int64_t stop);
Result<int64_t> bytes_rfind(Vm& vm, std::string_view bytes, std::string_view needle, int64_t start, int64_t stop);
Result<int64_t> bytes_count(Vm& vm, std::string_view bytes, std::string_view needle, int64_t start, int64_t stop);
bool bytes_starts_with(std::string_view bytes, std::string_view prefix, int64_t start, int64_t stop);
bool bytes_ends_with(std::string_view bytes, std::string_view suffix, int64_t start, int64_t stop);

Result<Value> bytes_concat(Vm& vm, Value self, std::string_view other);
Result<Value> bytes_repeat(Vm& vm, Value self, int64_t count);
Result<Value> bytes_replace(Vm& vm, Value self, std::string_view old, std::string_view with, int64_t count);
/// `separator` null data: at ASCII white space. ValueError for an empty one.
Result<List*> bytes_split(Vm& vm, Value self, const std::string_view* separator, int64_t most);
Result<List*> bytes_rsplit(Vm& vm, Value self, const std::string_view* separator, int64_t most);
Result<List*> bytes_split_lines(Vm& vm, Value self, bool keep_ends);
/// `separator` is bytes-like.
Result<Tuple*> bytes_partition(Vm& vm, Value self, std::string_view wanted, Value separator);
Result<Tuple*> bytes_rpartition(Vm& vm, Value self, std::string_view wanted, Value separator);
/// TypeError for items that are not bytes-like.
Result<Value> bytes_join(Vm& vm, Value self, std::span<const Value> items);
/// `side`: StripSide of str_methods.h. `characters` null: ASCII white space.
Result<Value> bytes_strip(Vm& vm, Value self, const std::string_view* characters, unsigned side);
Result<Value> bytes_center(Vm& vm, Value self, int64_t width, char fill);
Result<Value> bytes_left_justify(Vm& vm, Value self, int64_t width, char fill);
Result<Value> bytes_right_justify(Vm& vm, Value self, int64_t width, char fill);
Result<Value> bytes_zero_fill(Vm& vm, Value self, int64_t width);
Result<Value> bytes_expand_tabs(Vm& vm, Value self, int64_t tab_size);
/// `table`: 256 bytes, or null to change nothing (ValueError for another size); then bytes of `dropped` are left out.
Result<Value> bytes_translate(Vm& vm, Value self, const std::string_view* table, std::string_view dropped);
Result<Bytes*> bytes_make_translation(Vm& vm, std::string_view from, std::string_view to);

/// The bytes as hex digits; with a separator (not 0) between groups of `group` bytes, counted from the end when
/// positive.
std::string bytes_hex(std::string_view bytes, char separator, int64_t group);
/// bytes.fromhex. ValueError.
Result<std::string> bytes_from_hex(Vm& vm, std::string_view text);

/// Maps of ASCII letters, and predicates: true when there are bytes and all are so.
enum class AsciiMap { Lower, Upper, SwapCase, Title, Capitalize };
std::string bytes_map(std::string_view bytes, AsciiMap map);
enum class AsciiTest { Alpha, Alnum, Digit, Space, Lower, Upper, Title };
bool bytes_test(std::string_view bytes, AsciiTest test);

} // namespace coil::internal
