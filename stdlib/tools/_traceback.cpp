// The native part of traceback: exceptions as text.
#include "runtime/reports/print_exception.h"

#include "objects/class.h"
#include "objects/native.h"
#include "objects/str.h"
#include "stdlib/modules.h"

namespace coil::internal
{
namespace
{

/// That it is an exception, whose fields can be read.
Result<void> check_exception(Vm& vm, Value value)
{
    if (is_kind(value, Kind::Exception))
        return {};
    return vm.raise(Error::TypeError, "Exception expected for value, {} found", type_name(vm, value));
}

Result<Value> exception_text(Vm& vm, Value exception)
{
    TRY(check_exception(vm, exception));
    std::string text = TRY(format_exception(vm, exception));
    return Value::cell(TRY(make_str(vm, text)));
}

Result<Value> exception_only_text(Vm& vm, Value exception)
{
    TRY(check_exception(vm, exception));
    std::string text = TRY(format_exception_only(vm, exception));
    return Value::cell(TRY(make_str(vm, text)));
}

Result<Value> traceback_text(Vm& vm, Value traceback)
{
    if (!traceback.is_none() && !is_kind(traceback, Kind::Traceback))
        return vm.raise(Error::TypeError, "a traceback is expected, not '{}'", type_name(vm, traceback));
    std::string text = TRY(format_traceback(vm, traceback));
    return Value::cell(TRY(make_str(vm, text)));
}

Result<Value> line_text(Vm& vm, Str* filename, int64_t line)
{
    if (line < 1 || line > UINT32_MAX)
        return Value::cell(TRY(make_str(vm, "")));
    std::string text = source_line(vm, filename->view(), uint32_t(line));
    return Value::cell(TRY(make_str(vm, text)));
}

constexpr NativeDef definitions[] = {
    def<"format_exception(exception, /)", exception_text>(
        "The report of an exception, with its traceback and its chain."),
    def<"format_exception_only(exception, /)", exception_only_text>("An exception without its traceback."),
    def<"format_traceback(traceback, /)", traceback_text>("The entries of a traceback."),
    def<"source_line(filename, line, /)", line_text>("A line of a source file, or nothing."),
};

} // namespace

const NativeModule _traceback_module{ "_traceback", definitions, nullptr, "The native part of traceback." };

} // namespace coil::internal
