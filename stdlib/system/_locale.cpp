// The module _locale, under CPython's locale.py. A VM has a locale of its own: that of the process, which the C library
// reads and writes numbers by, and which other VMs share, stays as it is.
#include <algorithm>
#include <cerrno>
#include <climits>
#include <clocale>
#include <cstring>
#include <langinfo.h>
#include <locale.h>

#include "objects/counted.h"
#include "runtime/machine/import.h"
#include "stdlib/modules.h"
#include "stdlib/system/posix/posix.h"

namespace coil::internal
{

namespace
{

constexpr std::pair<std::string_view, int> categories[] = {
    { "LC_ALL", LC_ALL },
    { "LC_COLLATE", LC_COLLATE },
    { "LC_CTYPE", LC_CTYPE },
    { "LC_MESSAGES", LC_MESSAGES },
    { "LC_MONETARY", LC_MONETARY },
    { "LC_NUMERIC", LC_NUMERIC },
    { "LC_TIME", LC_TIME },
};
constexpr std::pair<std::string_view, int> items[] = {
    { "ABDAY_1", int(ABDAY_1) },
    { "ABDAY_2", int(ABDAY_2) },
    { "ABDAY_3", int(ABDAY_3) },
    { "ABDAY_4", int(ABDAY_4) },
    { "ABDAY_5", int(ABDAY_5) },
    { "ABDAY_6", int(ABDAY_6) },
    { "ABDAY_7", int(ABDAY_7) },
    { "ABMON_1", int(ABMON_1) },
    { "ABMON_10", int(ABMON_10) },
    { "ABMON_11", int(ABMON_11) },
    { "ABMON_12", int(ABMON_12) },
    { "ABMON_2", int(ABMON_2) },
    { "ABMON_3", int(ABMON_3) },
    { "ABMON_4", int(ABMON_4) },
    { "ABMON_5", int(ABMON_5) },
    { "ABMON_6", int(ABMON_6) },
    { "ABMON_7", int(ABMON_7) },
    { "ABMON_8", int(ABMON_8) },
    { "ABMON_9", int(ABMON_9) },
    { "ALT_DIGITS", int(ALT_DIGITS) },
    { "AM_STR", int(AM_STR) },
    { "CODESET", int(CODESET) },
    { "CRNCYSTR", int(CRNCYSTR) },
    { "DAY_1", int(DAY_1) },
    { "DAY_2", int(DAY_2) },
    { "DAY_3", int(DAY_3) },
    { "DAY_4", int(DAY_4) },
    { "DAY_5", int(DAY_5) },
    { "DAY_6", int(DAY_6) },
    { "DAY_7", int(DAY_7) },
    { "D_FMT", int(D_FMT) },
    { "D_T_FMT", int(D_T_FMT) },
    { "ERA", int(ERA) },
    { "ERA_D_FMT", int(ERA_D_FMT) },
    { "ERA_D_T_FMT", int(ERA_D_T_FMT) },
    { "ERA_T_FMT", int(ERA_T_FMT) },
    { "MON_1", int(MON_1) },
    { "MON_10", int(MON_10) },
    { "MON_11", int(MON_11) },
    { "MON_12", int(MON_12) },
    { "MON_2", int(MON_2) },
    { "MON_3", int(MON_3) },
    { "MON_4", int(MON_4) },
    { "MON_5", int(MON_5) },
    { "MON_6", int(MON_6) },
    { "MON_7", int(MON_7) },
    { "MON_8", int(MON_8) },
    { "MON_9", int(MON_9) },
    { "NOEXPR", int(NOEXPR) },
    { "PM_STR", int(PM_STR) },
    { "RADIXCHAR", int(RADIXCHAR) },
    { "THOUSEP", int(THOUSEP) },
    { "T_FMT", int(T_FMT) },
    { "T_FMT_AMPM", int(T_FMT_AMPM) },
    { "YESEXPR", int(YESEXPR) },
    { "_DATE_FMT", int(_DATE_FMT) },
};
/// Those that a locale consists of, as LC_ALL shows them when they differ.
constexpr int parts[] = { LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES };
constexpr const char* part_names[] = { "LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY",
    "LC_MESSAGES" };
constexpr int part_masks[] = { LC_CTYPE_MASK, LC_NUMERIC_MASK, LC_TIME_MASK, LC_COLLATE_MASK, LC_MONETARY_MASK,
    LC_MESSAGES_MASK };
constexpr size_t part_count = std::size(parts);

/// The locale of a VM.
struct LocaleState {
    locale_t locale = ::newlocale(LC_ALL_MASK, "C.UTF-8", nullptr);
    std::string names[part_count];
    LocaleState()
    {
        if (!locale)
            locale = ::newlocale(LC_ALL_MASK, "C", nullptr);
        std::fill(std::begin(names), std::end(names), "C");
        names[0] = "C.UTF-8";
    }
    LocaleState(const LocaleState&) = delete;
    LocaleState& operator=(const LocaleState&) = delete;
    ~LocaleState()
    {
        if (locale)
            ::freelocale(locale);
    }
};
struct LocaleObject : NativeObject {
    Counted<LocaleState> state;
};
void destroy_locale(Cell* cell) { static_cast<LocaleObject*>(cell)->state.reset(); }
constexpr NativeType locale_type{ "locale", nullptr, destroy_locale };

/// What the module keeps: the locale, and the class of errors.
Value kept(Vm& vm, size_t index) { return as<Tuple>(vm.modules->state_of(_locale_module))->items[index]; }
LocaleState& locale_of(Vm& vm) { return *static_cast<LocaleObject*>(kept(vm, 0).as_cell())->state; }

/// While it lives, the C library's functions are of the VM's locale, in this thread.
class LocaleScope
{
public:
    explicit LocaleScope(Vm& vm)
        : old_(::uselocale(locale_of(vm).locale))
    {
    }
    ~LocaleScope() { ::uselocale(old_); }
    LocaleScope(const LocaleScope&) = delete;
    LocaleScope& operator=(const LocaleScope&) = delete;

private:
    locale_t old_;
};

std::string shown_names(const LocaleState& state, int category)
{
    for (size_t i = 0; i < part_count; i++)
        if (parts[i] == category)
            return state.names[i];
    if (std::all_of(state.names, state.names + part_count, [&](const auto& each) { return each == state.names[0]; }))
        return state.names[0];
    std::string all;
    for (size_t i = 0; i < part_count; i++)
        all += std::string(i ? ";" : "") + part_names[i] + "=" + state.names[i];
    return all;
}

Raised raise_unsupported(Vm& vm)
{
    Value text = Value::cell(TRY(make_str(vm, "unsupported locale setting")));
    return vm.raise_exception(TRY(call(vm, kept(vm, 1), { text })));
}

/// Sets one part; false when there is no such locale.
bool set_part(LocaleState& state, size_t part, const std::string& name)
{
    locale_t made = ::newlocale(part_masks[part], name.c_str(), state.locale);
    if (!made)
        return false;
    state.locale = made;
    state.names[part] = name;
    return true;
}
/// The locale that the environment names for a part.
std::string named_by_environment(Vm& vm, size_t part)
{
    Result<Value> os = import_absolute(vm, "posix");
    Result<Value> environment =
        os.ok() ? get_attribute(vm, os.value(), intern(vm, "environ")) : Result<Value>(Raised{});
    vm.take_pending();
    Dict* variables = environment.ok() ? as_if<Dict>(environment.value()) : nullptr;
    for (const char* name : { "LC_ALL", part_names[part], "LANG" }) {
        Result<Bytes*> key = make_bytes(vm, name);
        if (!variables || key.failed())
            break;
        Result<Found> found = dict_find(vm, variables, Value::cell(key.value()));
        auto* text = found.ok() && found.value().value ? as_if<Bytes>(*found.value().value) : nullptr;
        if (text && text->size)
            return std::string(text->view());
    }
    vm.take_pending();
    return "C";
}

Result<Value> set_locale(Vm& vm, Value category_value, Value given)
{
    int category = TRY(to_c_int(vm, category_value));
    if (category < 0 || category > LC_IDENTIFICATION)
        return vm.raise(Error::ValueError, "invalid locale category");
    if (!given.is_none() && !given.is_empty()) {
        if (!is_kind(given, Kind::Str))
            return vm.raise(
                Error::TypeError, "setlocale() argument 2 must be str or None, not {}", type_name(vm, given));
        std::string text = TRY(posix::take_text(vm, given));
        std::string named[part_count];
        for (size_t i = 0; i < part_count; i++) {
            // LC_CTYPE=…;LC_NUMERIC=…, as shown_names writes it.
            size_t at = text.find(std::string(part_names[i]) + "=");
            named[i] = text;
            if (at != std::string::npos) {
                size_t start = at + std::strlen(part_names[i]) + 1;
                named[i] = text.substr(start, text.find(';', start) - start);
            } else if (text.empty()) {
                named[i] = named_by_environment(vm, i);
            }
        }
        LocaleState& state = locale_of(vm);
        for (size_t i = 0; i < part_count; i++)
            if ((category == LC_ALL || category == parts[i]) && !set_part(state, i, named[i]))
                return raise_unsupported(vm);
    }
    return Value::cell(TRY(make_str(vm, shown_names(locale_of(vm), category))));
}

Result<Value> conventions(Vm& vm)
{
    struct lconv found;
    std::string texts[10];
    {
        LocaleScope scope(vm);
        found = *::localeconv();
        const char* const from[] = { found.decimal_point, found.thousands_sep, found.grouping, found.int_curr_symbol,
            found.currency_symbol, found.mon_decimal_point, found.mon_thousands_sep, found.mon_grouping,
            found.positive_sign, found.negative_sign };
        std::copy(std::begin(from), std::end(from), std::begin(texts));
    }
    constexpr const char* names[] = { "decimal_point", "thousands_sep", "grouping", "int_curr_symbol",
        "currency_symbol", "mon_decimal_point", "mon_thousands_sep", "mon_grouping", "positive_sign", "negative_sign" };
    Dict* dict = TRY(make_dict(vm));
    for (size_t i = 0; i < std::size(names); i++) {
        Value value;
        if (std::strstr(names[i], "grouping")) {
            List* sizes = TRY(make_list(vm));
            for (char each : texts[i])
                TRY(list_append(vm, sizes, Value::small(each)));
            // The last size is repeated.
            if (!texts[i].empty() && texts[i].back() != CHAR_MAX)
                TRY(list_append(vm, sizes, Value::small(0)));
            value = Value::cell(sizes);
        } else {
            value = TRY(posix::give_text(vm, texts[i], false));
        }
        TRY(dict_set_str(vm, dict, intern(vm, names[i]), value));
    }
    const std::pair<const char*, char> numbers[] = { { "int_frac_digits", found.int_frac_digits },
        { "frac_digits", found.frac_digits }, { "p_cs_precedes", found.p_cs_precedes },
        { "p_sep_by_space", found.p_sep_by_space }, { "n_cs_precedes", found.n_cs_precedes },
        { "n_sep_by_space", found.n_sep_by_space }, { "p_sign_posn", found.p_sign_posn },
        { "n_sign_posn", found.n_sign_posn } };
    for (const auto& [name, value] : numbers)
        TRY(dict_set_str(vm, dict, intern(vm, name), Value::small(value)));
    return Value::cell(dict);
}
Result<Value> language_information(Vm& vm, Value item_value)
{
    int item = TRY(to_c_int(vm, item_value));
    for (const auto& [name, number] : items)
        if (number == item) {
            const char* text = ::nl_langinfo_l(item, locale_of(vm).locale);
            return posix::give_text(vm, text ? text : "", false);
        }
    return vm.raise(Error::ValueError, "unsupported langinfo constant");
}
Result<int64_t> collate(Vm& vm, Str* first, Str* second)
{
    std::string left = TRY(posix::take_text(vm, Value::cell(first))),
                right = TRY(posix::take_text(vm, Value::cell(second)));
    return int64_t(::strcoll_l(left.c_str(), right.c_str(), locale_of(vm).locale));
}
Result<Value> transform(Vm& vm, Str* string)
{
    std::string text = TRY(posix::take_text(vm, Value::cell(string)));
    locale_t locale = locale_of(vm).locale;
    size_t size = ::strxfrm_l(nullptr, text.c_str(), 0, locale);
    TRY(vm.require_room(size));
    std::string made(size + 1, '\0');
    ::strxfrm_l(made.data(), text.c_str(), made.size(), locale);
    return posix::give_text(vm, made.c_str(), false);
}
Result<Value> encoding(Vm& vm) { return Value::cell(TRY(make_str(vm, "utf-8"))); }

constexpr NativeDef definitions[] = {
    def<"setlocale(category, locale=None, /)", set_locale>("Activates/queries locale processing."),
    def<"localeconv()", conventions>("Numeric and monetary locale-specific parameters."),
    def<"nl_langinfo(key, /)", language_information>("The value for the locale information associated with key."),
    def<"strcoll(os1, os2, /)", collate>("Compares two strings according to the locale."),
    def<"strxfrm(string, /)", transform>("A string that can be used as a key for locale-aware comparisons."),
    def<"getencoding()", encoding>("The current locale encoding."),
};

Result<void> prepare(Vm& vm, Module* module)
{
    auto put = [&](std::string_view name, Value value) {
        return dict_set_str(vm, module->dict, intern(vm, name), value);
    };
    Class* cls = TRY(define_class(vm, nullptr, vm.classes->object,
        { .name = "locale", .module = "_locale", .methods = {}, .kind = Kind::NativeResource, .flags = DisallowsNew }));
    auto* object = TRY(make_native<LocaleObject>(vm, cls, locale_type));
    object->state = TRY(make_counted<LocaleState>(vm));
    Dict* dict = TRY(make_dict(vm));
    TRY(dict_set_str(vm, dict, vm.names->module, Value::cell(intern(vm, "locale"))));
    Tuple* bases = TRY(make_tuple(vm, { Value::cell(vm.error_class(Error::Exception)) }));
    Class* error = TRY(make_class(vm, vm.classes->type, intern(vm, "Error"), bases, dict));
    vm.modules->state_of(_locale_module) =
        Value::cell(TRY(make_tuple(vm, { Value::cell(object), Value::cell(error) })));
    TRY(put("Error", Value::cell(error)));
    TRY(put("CHAR_MAX", Value::small(CHAR_MAX)));
    for (const auto& [name, number] : categories)
        TRY(put(name, Value::small(number)));
    for (const auto& [name, number] : items)
        TRY(put(name, Value::small(number)));
    return {};
}

} // namespace

const NativeModule _locale_module{ "_locale", definitions, prepare, "Support for POSIX locales." };

} // namespace coil::internal
