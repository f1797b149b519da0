// The module unicodedata, and its object ucd_3_2_0: the same functions for characters that Unicode 3.2 knew, as
// stringprep and the codec idna need them. For those it says what the current database says, but for the corrections
// of decompositions; all others are unassigned there.
#include <algorithm>
#include <optional>

#include "base/character_names.h"
#include "objects/numbers.h"
#include "objects/tuple.h"
#include "runtime/operations/native_class.h"
#include "stdlib/modules.h"
#include "stdlib/text/unicodedata/normal_forms.h"
#include "stdlib/text/unicodedata/tables.h"

namespace coil::internal
{

namespace unidata
{

namespace
{

constexpr Record unassigned{ 0, 0, 0, 0, 0, -1, -1, 0 };
constexpr const char* old_version = "3.2.0";

/// The one character of an argument, the first of several or the only one.
Result<uint32_t> character(Vm& vm, std::string_view function, bool is_first_of_many, Value value)
{
    const char* number = is_first_of_many ? " 1" : "";
    auto* str = as_if<Str>(value);
    if (!str)
        return vm.raise(Error::TypeError, "{}() argument{} must be a unicode character, not {}", function, number,
            type_name(vm, value));
    if (str->length != 1)
        return vm.raise(Error::TypeError, "{}(): argument{} must be a unicode character, not a string of length {}",
            function, number, int64_t(str->length));
    return str_at(vm, str, 0);
}

template <bool is_old> const Record& look_up(uint32_t point)
{
    const Record& record = record_of(point);
    return is_old && !(record.flags & Assigned32) ? unassigned : record;
}

Result<Value> number_or(Vm& vm, bool is_there, Value number, Value fallback, const char* message)
{
    if (is_there)
        return number;
    if (!fallback.is_empty())
        return fallback;
    return vm.raise(Error::ValueError, "{}", message);
}

/// The functions, of the module and of the object of the old version, whose methods take the object first.
template <bool is_old> struct Functions {
    static Result<Value> decimal(Vm& vm, Value chr, Value fallback)
    {
        const Record& record = look_up<is_old>(TRY(character(vm, "decimal", true, chr)));
        return number_or(vm, record.decimal >= 0, Value::small(record.decimal), fallback, "not a decimal");
    }
    static Result<Value> digit(Vm& vm, Value chr, Value fallback)
    {
        const Record& record = look_up<is_old>(TRY(character(vm, "digit", true, chr)));
        return number_or(vm, record.digit >= 0, Value::small(record.digit), fallback, "not a digit");
    }
    static Result<Value> numeric(Vm& vm, Value chr, Value fallback)
    {
        const Record& record = look_up<is_old>(TRY(character(vm, "numeric", true, chr)));
        Value number = record.numeric ? TRY(make_float(vm, numeric_values[record.numeric])) : None;
        return number_or(vm, record.numeric != 0, number, fallback, "not a numeric character");
    }
    static Result<Str*> category(Vm& vm, Value chr)
    {
        uint32_t point = TRY(character(vm, "category", false, chr));
        return make_str(vm, category_names[look_up<is_old>(point).category]);
    }
    static Result<Str*> bidirectional(Vm& vm, Value chr)
    {
        uint32_t point = TRY(character(vm, "bidirectional", false, chr));
        return make_str(vm, bidirectional_names[look_up<is_old>(point).bidirectional]);
    }
    static Result<int64_t> combining(Vm& vm, Value chr)
    {
        return int64_t(look_up<is_old>(TRY(character(vm, "combining", false, chr))).combining);
    }
    static Result<int64_t> mirrored(Vm& vm, Value chr)
    {
        return int64_t(look_up<is_old>(TRY(character(vm, "mirrored", false, chr))).flags & Mirrored);
    }
    static Result<Str*> east_asian_width(Vm& vm, Value chr)
    {
        uint32_t point = TRY(character(vm, "east_asian_width", false, chr));
        return make_str(vm, width_names[look_up<is_old>(point).width]);
    }
    static Result<Str*> decomposition(Vm& vm, Value chr)
    {
        uint32_t point = TRY(character(vm, "decomposition", false, chr));
        std::string text;
        const uint32_t* parts = decomposition_of(point);
        if (is_old && !(record_of(point).flags & Assigned32))
            return make_str(vm, text);
        text = tag_names[*parts >> 8];
        for (size_t i = 1; i <= (*parts & 0xff); i++) {
            char digits[16];
            std::snprintf(digits, sizeof(digits), "%s%04X", text.empty() ? "" : " ", unsigned(parts[i]));
            text += digits;
        }
        return make_str(vm, text);
    }
    static Result<Value> name(Vm& vm, Value chr, Value fallback)
    {
        uint32_t point = TRY(character(vm, "name", true, chr));
        std::string text = look_up<is_old>(point).category ? utf8::name_of(point) : std::string();
        if (!text.empty())
            return make_str(vm, text);
        return number_or(vm, false, None, fallback, "no such name");
    }
    static Result<Str*> lookup(Vm& vm, Str* name)
    {
        constexpr size_t longest = 256;
        if (name->size > longest)
            return vm.raise(Error::KeyError, "name too long");
        uint32_t point = utf8::find_named(name->view());
        if (point != utf8::no_point && (!is_old || record_of(point).flags & Assigned32))
            return make_character(vm, point);
        std::string upper(name->view());
        std::transform(upper.begin(), upper.end(), upper.begin(),
            [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
        const Sequence* end = sequences + sequence_count;
        const Sequence* found = std::lower_bound(
            sequences, end, upper, [](const Sequence& each, const std::string& wanted) { return each.name < wanted; });
        if (!is_old && found != end && found->name == upper)
            return make_str(vm, found->text);
        return vm.raise(Error::KeyError, "undefined character name '{}'", name->view());
    }
    static Result<Form> form_of(Vm& vm, Str* name)
    {
        Form form;
        form.is_old = is_old;
        if (!find_form(name->view(), form))
            return vm.raise(Error::ValueError, "invalid normalization form");
        return form;
    }
    static Result<Str*> normalize_text(Vm& vm, Str* form, Str* text)
    {
        // CPython looks at no form of an empty text.
        return text->size == 0 ? Result<Str*>(text) : normalize(vm, text, TRY(form_of(vm, form)));
    }
    static Result<bool> is_normal(Vm& vm, Str* form, Str* text)
    {
        return text->size == 0 ? Result<bool>(true) : is_normalized(vm, text, TRY(form_of(vm, form)));
    }
};

/// A function of the module as a method of the old version's object.
template <auto function> struct AsMethod;
template <class Return, class... Parameters, Return (*function)(Vm&, Parameters...)> struct AsMethod<function> {
    static Return run(Vm& vm, Value, Parameters... parameters) { return function(vm, parameters...); }
};

using Current = Functions<false>;
using Old = Functions<true>;

constexpr NativeDef functions[] = {
    def<"decimal(chr, default=, /)", Current::decimal>("The decimal value of a character as an integer."),
    def<"digit(chr, default=, /)", Current::digit>("The digit value of a character as an integer."),
    def<"numeric(chr, default=, /)", Current::numeric>("The numeric value of a character as a float."),
    def<"category(chr, /)", Current::category>("The general category of a character."),
    def<"bidirectional(chr, /)", Current::bidirectional>("The bidirectional class of a character, or ''."),
    def<"combining(chr, /)", Current::combining>("The canonical combining class of a character."),
    def<"mirrored(chr, /)", Current::mirrored>("1 for a character that is mirrored in bidirectional text, else 0."),
    def<"east_asian_width(chr, /)", Current::east_asian_width>("The east asian width of a character."),
    def<"decomposition(chr, /)", Current::decomposition>("The decomposition of a character as text, or ''."),
    def<"name(chr, default=, /)", Current::name>("The name of a character."),
    def<"lookup(name, /)", Current::lookup>("The character of a name."),
    def<"normalize(form, unistr, /)", Current::normalize_text>("A text in the normal form NFC, NFKC, NFD or NFKD."),
    def<"is_normalized(form, unistr, /)", Current::is_normal>("Whether a text is in a normal form."),
};
constexpr NativeDef old_methods[] = {
    def<"decimal(self, chr, default=, /)", AsMethod<Old::decimal>::run>(),
    def<"digit(self, chr, default=, /)", AsMethod<Old::digit>::run>(),
    def<"numeric(self, chr, default=, /)", AsMethod<Old::numeric>::run>(),
    def<"category(self, chr, /)", AsMethod<Old::category>::run>(),
    def<"bidirectional(self, chr, /)", AsMethod<Old::bidirectional>::run>(),
    def<"combining(self, chr, /)", AsMethod<Old::combining>::run>(),
    def<"mirrored(self, chr, /)", AsMethod<Old::mirrored>::run>(),
    def<"east_asian_width(self, chr, /)", AsMethod<Old::east_asian_width>::run>(),
    def<"decomposition(self, chr, /)", AsMethod<Old::decomposition>::run>(),
    def<"name(self, chr, default=, /)", AsMethod<Old::name>::run>(),
    def<"lookup(self, name, /)", AsMethod<Old::lookup>::run>(),
    def<"normalize(self, form, unistr, /)", AsMethod<Old::normalize_text>::run>(),
    def<"is_normalized(self, form, unistr, /)", AsMethod<Old::is_normal>::run>(),
};

Result<Value> get_old_version(Vm& vm, Value) { return make_str(vm, old_version); }
constexpr AttributeDef old_attributes[] = { { "unidata_version", get_old_version, nullptr, nullptr } };

constexpr NativeType old_type{ "UCD", [](Cell*, gc::Tracer&) {}, nullptr };

Result<void> prepare(Vm& vm, Module* module)
{
    Class* cls = TRY(define_class(vm, module, vm.classes->object,
        { .name = "UCD", .module = "unicodedata", .methods = old_methods, .attributes = old_attributes }));
    Value old = Value::cell(TRY(make_native<NativeObject>(vm, cls, old_type)));
    TRY(dict_set_str(vm, module->dict, intern(vm, "ucd_3_2_0"), old));
    return dict_set_str(vm, module->dict, intern(vm, "unidata_version"), Value::cell(TRY(make_str(vm, version))));
}

} // namespace

} // namespace unidata

const NativeModule unicodedata_module{ "unicodedata", unidata::functions, unidata::prepare,
    "What the Unicode character database says of characters." };

} // namespace coil::internal
