#pragma once
// What the files of the module share: the array's storage, and its conversions from and to other types.
#include "objects/array_object.h"
#include "objects/numbers.h"
#include "stdlib/formats/array/items.h"

namespace coil::internal::arrays
{

Result<ArrayObject*> array_of(Vm& vm, Value self);
Class* array_class(Vm& vm);
/// `_array_reconstructor`.
Value reconstructor(Vm& vm);
/// BufferError while memoryviews show its items.
Result<void> check_exports(Vm& vm, ArrayObject* array);
/// Makes it `size` items long; what is new is undefined. BufferError as of check_exports.
Result<void> resize(Vm& vm, ArrayObject* array, size_t size);
/// Room for `count` items in front of the one at `start` in place of those up to `stop`; they are undefined.
Result<void> replace(Vm& vm, ArrayObject* array, size_t start, size_t stop, size_t count);
Result<ArrayObject*> make_array(Vm& vm, Class* cls, const Code* code);
/// An array of bytes of another, which must stay reachable.
Result<ArrayObject*> make_part(Vm& vm, ArrayObject* like, size_t start, size_t stop);
Result<Value> read_item(Vm& vm, ArrayObject* array, size_t index);
Result<void> append_value(Vm& vm, ArrayObject* array, Value value);
Result<void> append_bytes(Vm& vm, ArrayObject* array, Value source);
Result<void> append_text(Vm& vm, ArrayObject* array, Str* text);
Result<void> append_array(Vm& vm, ArrayObject* array, ArrayObject* other);
Result<void> append_items(Vm& vm, ArrayObject* array, Value iterable);
Result<const Code*> code_argument(Vm& vm, Value letter);
Result<void> fill(Vm& vm, ArrayObject* array, Value source);

/// The class of iterate()'s iterators.
Result<Class*> define_iterator(Vm& vm);
Class* iterator_class(Vm& vm);
Result<Value> iterate(Vm& vm, Value self);

// From and to other types; the self is checked.
Result<Value> to_list(Vm& vm, Value self);
Result<void> from_list(Vm& vm, Value self, Value list_value);
Result<Value> to_bytes(Vm& vm, Value self);
Result<void> from_bytes(Vm& vm, Value self, Value source);
Result<Str*> text_of(Vm& vm, ArrayObject* array);
Result<Value> to_unicode(Vm& vm, Value self);
Result<void> from_unicode(Vm& vm, Value self, Value text);
Result<void> to_file(Vm& vm, Value self, Value file);
Result<void> from_file(Vm& vm, Value self, Value file, int64_t items);
Result<Value> buffer_info(Vm& vm, Value self);

// Pickling
Result<Value> reduce(Vm& vm, Value self, Value protocol);
Result<Value> reconstruct(Vm& vm, Value type, Value letter, Value format, Value items);

} // namespace coil::internal::arrays
