// "Did you mean": the nearest of the names that could have been meant, by the distance that CPython uses.
#include "runtime/reports/suggest_name.h"

#include <algorithm>

#include "objects/dict.h"
#include "objects/exception.h"
#include "objects/function.h"
#include "objects/list.h"
#include "objects/str.h"
#include "runtime/machine/import.h"
#include "runtime/operations/attributes.h"
#include "runtime/operations/call.h"

namespace coil::internal
{

namespace
{

constexpr size_t move_cost = 2, case_cost = 1;
constexpr size_t longest_name = 40, most_candidates = 750;

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

size_t substitution_cost(char a, char b)
{
    if (a == b)
        return 0;
    return lower(a) == lower(b) ? case_cost : move_cost;
}

/// The cost of turning one word into another; anything above `most` when it is above.
size_t distance(std::string_view a, std::string_view b, size_t most)
{
    while (!a.empty() && !b.empty() && a.front() == b.front())
        a.remove_prefix(1), b.remove_prefix(1);
    while (!a.empty() && !b.empty() && a.back() == b.back())
        a.remove_suffix(1), b.remove_suffix(1);
    if (a.empty() || b.empty())
        return move_cost * (a.size() + b.size());
    if (a.size() > longest_name || b.size() > longest_name)
        return most + 1;
    if (b.size() < a.size())
        std::swap(a, b);
    std::vector<size_t> row;
    for (size_t i = 0; i < a.size(); i++)
        row.push_back(move_cost * (i + 1));
    size_t result = 0;
    for (size_t j = 0; j < b.size(); j++) {
        size_t diagonal = result = j * move_cost;
        size_t least = SIZE_MAX;
        for (size_t i = 0; i < a.size(); i++) {
            size_t substitute = diagonal + substitution_cost(b[j], a[i]);
            diagonal = row[i];
            result = std::min(substitute, std::min(result, diagonal) + move_cost);
            row[i] = result;
            least = std::min(least, result);
        }
        if (least > most)
            return most + 1;
    }
    return result;
}

using Names = std::vector<std::string_view>;

std::string_view nearest(const Names& names, std::string_view wrong)
{
    std::string_view best;
    size_t best_distance = SIZE_MAX;
    if (names.size() > most_candidates || wrong.size() > longest_name)
        return best;
    for (std::string_view name : names) {
        if (name == wrong)
            continue;
        size_t most = std::min((name.size() + wrong.size() + 3) * move_cost / 6, best_distance - 1);
        size_t found = distance(wrong, name, most);
        if (found <= most && found < best_distance) {
            best = name;
            best_distance = found;
        }
    }
    return best;
}

void add_keys(const Dict* dict, Names& names)
{
    size_t position = 0;
    while (const DictEntry* entry = next_entry(dict, position))
        if (auto* name = as_if<Str>(entry->key))
            names.push_back(name->view());
}

const Traceback* innermost_entry(const Exception* exception)
{
    auto* innermost = as_if<Traceback>(exception->traceback);
    while (innermost && is_kind(innermost->next, Kind::Traceback))
        innermost = as<Traceback>(innermost->next);
    return innermost;
}

/// `self.name` where the innermost frame is a method's whose object has that attribute; else nothing.
std::string attribute_of_self(Vm& vm, const Exception* exception, Str* wrong)
{
    const Traceback* innermost = innermost_entry(exception);
    if (!innermost || !innermost->variable_count || !innermost->code->argument_count)
        return {};
    auto* locals = static_cast<const ValueArray*>(innermost->code->locals);
    if (locals->capacity == 0)
        return {};
    Value name = locals->data[0];
    Value self = innermost->variables[0];
    if (auto* box = as_if<Box>(self))
        self = box->value;
    if (as<Str>(name)->view() != "self" || self.is_empty())
        return {};
    Result<std::optional<Value>> found = find_attribute(vm, self, wrong);
    if (found.failed())
        vm.take_pending();
    return found.ok() && found.value() ? "self." + std::string(wrong->view()) : std::string();
}

/// The names that the innermost frame of the exception could see.
Names visible_names(Exception* exception)
{
    Names names;
    const Traceback* innermost = innermost_entry(exception);
    if (!innermost)
        return names;
    const Code* code = innermost->code;
    if (auto* locals = static_cast<const ValueArray*>(code->locals))
        for (size_t i = 0; i < locals->capacity; i++)
            if (auto* name = as_if<Str>(locals->data[i]); name && name->size && name->view()[0] != '.')
                names.push_back(name->view());
    add_keys(code->globals, names);
    add_keys(code->builtins, names);
    return names;
}

/// dir(object), but for names with an underscore where the wrong name has none.
Names attributes_of(Vm& vm, Value object, std::string_view wrong)
{
    Names names;
    Value method = lookup(vm, vm.class_of(object), vm.names->dir);
    Result<Value> listed = method.is_empty() ? Result<Value>(None) : call_special(vm, method, object, {});
    if (listed.failed()) {
        vm.take_pending();
        return names;
    }
    auto* list = as_if<List>(listed.value());
    for (size_t i = 0; list && i < list->size; i++)
        if (auto* name = as_if<Str>(list->array->data[i]);
            name && (wrong.starts_with("_") || !name->view().starts_with("_")))
            names.push_back(name->view());
    return names;
}

} // namespace

std::string suggest_name(Vm& vm, Value value)
{
    auto* exception = as<Exception>(value);
    bool import = is_exception_of(vm, value, Error::ImportError);
    bool attribute = is_exception_of(vm, value, Error::AttributeError);
    if (!import && !attribute && !is_exception_of(vm, value, Error::NameError))
        return {};
    Value wrong = own_attribute(vm, exception, import ? vm.names->name_from : vm.names->name_attribute);
    auto* name = as_if<Str>(wrong);
    if (!name)
        return {};
    Names names;
    std::string own;
    if (attribute) {
        Value object = own_attribute(vm, exception, vm.names->obj);
        if (!object.is_empty())
            names = attributes_of(vm, object, name->view());
    } else if (import) {
        auto* module = as_if<Str>(own_attribute(vm, exception, vm.names->name_attribute));
        Value* loaded = module ? find_str(vm, vm.modules->loaded(), module) : nullptr;
        if (loaded)
            names = attributes_of(vm, *loaded, name->view());
    } else {
        own = attribute_of_self(vm, exception, name);
        names = visible_names(exception);
    }
    std::string_view meant = own.empty() ? nearest(names, name->view()) : std::string_view(own);
    return meant.empty() ? std::string() : ". Did you mean: '" + std::string(meant) + "'?";
}

} // namespace coil::internal
