#pragma once
// The objects of the module: patterns, matches, and what walks matches.
#include "objects/counted.h"
#include "objects/str.h"
#include "objects/text_builder.h"
#include "objects/tuple.h"
#include "runtime/operations/native_class.h"
#include "stdlib/text/_sre/matcher.h"
#include "stdlib/text/_sre/parser.h"

namespace coil::internal::regex
{

/// What the functions of the module and its objects share: the classes, and what the module re has given.
struct State : NativeObject {
    Value pattern_class, match_class, scanner_class, iterator_class;
    Value error_class, warn;
    Class* cls(Value value) const { return as<Class>(value); }
    Reporter reporter() const { return { error_class, warn }; }
};
extern const NativeType state_type;

struct PatternObject : NativeObject {
    State* state;
    Value pattern;       ///< the str or bytes, or None
    Value group_names;   ///< a dict that no script sees
    Value last_template; ///< the replacement that was read last, and what it was read to
    Value template_parts;
    Counted<Matcher> matcher;
};
extern const NativeType pattern_type;

/// Places are bytes of the text.
struct MatchObject : NativeObject {
    PatternObject* pattern;
    Value string;
    Value many_places;   ///< bytes that hold the places, where they are too many to stand in the cell
    int64_t start, stop; ///< what was searched, in characters
    uint32_t last_group;
    uint32_t groups; ///< with the whole
    size_t here[];
    const size_t* places() const;
};
extern const NativeType match_type;

/// A search that goes on: scanner() and finditer().
struct ScannerObject : NativeObject {
    PatternObject* pattern;
    Value string;
    int64_t start, stop; ///< in characters
    size_t at;           ///< in bytes
    bool not_empty, is_over;
};
extern const NativeType scanner_type;
extern const NativeType iterator_type;

/// A text that is open for matching. After script code has run, or `vm.work`, `reopen` it.
struct OpenText {
    Value object;
    std::string_view text; ///< up to the end of the search
    Alphabet alphabet = Alphabet::Bytes;
    size_t begin = 0;            ///< of the search, in bytes
    int64_t start = 0, stop = 0; ///< of the search, in characters
    Subject subject() const { return { text, alphabet }; }
};
/// TypeError for what is no text of the pattern's kind.
Result<OpenText> open_text(Vm& vm, const PatternObject* pattern, Value string, int64_t start, int64_t stop);
/// The bytes of a bytearray may have moved, or become fewer.
Result<void> reopen(Vm& vm, OpenText& text);
/// All of a text, without bounds.
Result<std::string_view> bytes_of(Vm& vm, Value string);
/// A piece of a text as a str or bytes.
Result<Value> slice_of(Vm& vm, Value string, std::string_view text, size_t begin, size_t end);
/// Adds a piece of an object's text to what is put together. That may run script code, which may resize a bytearray.
Result<void> add_text(TextBuilder& out, Value owner, std::string_view piece);
/// The empty str or bytes.
Result<Value> empty_like(Vm& vm, Value string);

/// A match of the pattern with these places.
Result<Value> make_match(Vm& vm, PatternObject* pattern, const OpenText& text, const size_t* places);
/// What a group took, or `fallback`.
Result<Value> group_value(Vm& vm, const MatchObject* match, size_t group, Value fallback);

/// The next match of a scanner, or None.
Result<Value> scan(Vm& vm, ScannerObject* scanner, Mode mode);
Result<Value> make_scanner(Vm& vm, PatternObject* pattern, Value string, int64_t start, int64_t stop, bool is_iterator);

Result<void> define_pattern_class(Vm& vm, Module* module, State* state);
Result<void> define_match_class(Vm& vm, Module* module, State* state);
Result<void> define_scanner_classes(Vm& vm, Module* module, State* state);

} // namespace coil::internal::regex
