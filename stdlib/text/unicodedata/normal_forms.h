#pragma once
// The normal forms of Unicode (UAX 15).
#include <string_view>

#include "objects/str.h"

namespace coil::internal::unidata
{

struct Form {
    bool composes = true;
    bool is_compatible = false;
    bool is_old = false; ///< as Unicode 3.2 had it
};

/// NFC, NFKC, NFD or NFKD; false for another name.
bool find_form(std::string_view name, Form& form);
/// The text in that form; the very same object where it is in it already.
Result<Str*> normalize(Vm& vm, Str* str, Form form);
Result<bool> is_normalized(Vm& vm, Str* str, Form form);

} // namespace coil::internal::unidata
