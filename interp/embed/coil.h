#pragma once
// coil: Python with native async/await, for C++ programs. This is the one header that an embedder includes; it brings
// coil/value.h (Value, Error), coil/vm.h (Vm, Options), coil/convert.h (C++ types) and coil/function.h (functions of
// the host that scripts call).
//
// A Vm is one machine: create it, run source text in it, exchange values, call functions. A process may hold many, on
// any threads, with stacks of 128 KB and more; one Vm is used by one thread at a time. A Vm that is embedded has no
// authority over files, network, processes or environment that it was not given: see Options.
//
//     coil::Vm vm;
//     vm.module("game").def("spawn(kind, *, count=1)",
//         [](std::string kind, int count) { return std::vector<std::string>(count, kind); }, "Makes some.");
//     vm.run("import game\n"
//            "def twice(x): return 2 * x\n"
//            "pair = game.spawn('orc', count=2)");
//     coil::Value result = vm.global("twice")(21);
//     std::cout << result.as<int>() << '\n';                                // 42
//     for (const coil::Value& each : vm.global("pair"))
//         std::cout << each.as<std::string>() << '\n';                      // orc, orc
//     try {
//         vm.run("game.spawn(7)");
//     } catch (const coil::Error& error) {
//         std::cout << error.type() << ": " << error.message() << '\n';     // TypeError: spawn() argument 'kind' …
//     }
//
// Text is UTF-8 both ways; a lone surrogate of a str stands in it as UTF-8 would encode it. Other bytes that are not
// UTF-8 become U+FFFD; in arguments and paths, which are a system's bytes, they become lone surrogates, as in CPython.
// An empty Value is None where a value is given. A Value of another Vm is refused: an Error of type ValueError.
//
// Errors: what a script raises comes out as coil::Error, with the exception's class, its message and its traceback as
// text. Nothing else is thrown: when memory runs out, for the Vm itself too, the Error's class is MemoryError.
#include "coil/convert.h"
#include "coil/function.h"
#include "coil/value.h"
#include "coil/vm.h"
