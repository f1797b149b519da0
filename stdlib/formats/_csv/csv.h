#pragma once
// What the files of the module share: the dialect, which says how rows are written, and the module's state.
#include <array>
#include <string_view>

#include "objects/dict.h"
#include "objects/function.h"
#include "objects/native.h"

namespace coil::internal::csv
{

enum Quoting : int64_t { QuoteMinimal, QuoteAll, QuoteNonNumeric, QuoteNone, QuoteStrings, QuoteNotNull };
inline constexpr size_t quoting_count = 6;

/// A character that means something, as its UTF-8; of size 0 when it is not set.
struct Mark {
    uint32_t point = 0;
    uint8_t size = 0;
    char bytes[4] = {};
    bool is_set() const { return size != 0; }
    std::string_view view() const { return { bytes, size }; }
    /// Whether it stands at `at`.
    bool is_at(std::string_view text, size_t at) const { return size && text.substr(at).starts_with(view()); }
};

struct DialectObject : NativeObject {
    Mark delimiter, quote, escape;
    Str* line_end;
    int64_t quoting;
    bool doubles_quote, skips_space, is_strict;
};
extern const NativeType dialect_type;

struct State : NativeObject {
    Dict* dialects;
    Class* dialect_class;
    Class* reader_class;
    Class* writer_class;
    Class* error;
    int64_t field_limit;
};
State* state_of(Vm& vm);

/// csv.Error with the message.
Raised fail(Vm& vm, std::string_view message);

/// The dialect that `base` (a dialect, any object with some of its attributes, a name, or empty) and the options
/// make. May run script code.
Result<DialectObject*> make_dialect(Vm& vm, Class* cls, Value base, Dict* options);
Result<Class*> define_dialect_class(Vm& vm, Module* module);
Result<Class*> define_reader_class(Vm& vm, Module* module);
Result<Class*> define_writer_class(Vm& vm, Module* module);

Result<Value> make_reader(Vm& vm, Value iterable, DialectObject* dialect);
Result<Value> make_writer(Vm& vm, Value file, DialectObject* dialect);

} // namespace coil::internal::csv
