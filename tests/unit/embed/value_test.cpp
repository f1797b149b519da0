#include "embed/coil.h"

#include <catch2/catch.hpp>

#include <map>
#include <unordered_map>

using namespace coil;

namespace
{

/// What `body` throws, as "Class: message"; empty when nothing.
template <class F> std::string error_of(F&& body)
{
    try {
        body();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("a value says what it is", "[embed][value]")
{
    Vm vm;
    CHECK(Value().is_none());
    CHECK(vm.none().is_none());
    CHECK(vm.boolean(true).is_boolean());
    CHECK_FALSE(vm.boolean(true).is_integer());
    CHECK(vm.integer(3).is_integer());
    CHECK(vm.evaluate("10 ** 30").is_integer());
    CHECK(vm.real(0.5).is_real());
    CHECK(vm.text("a").is_text());
    CHECK(vm.bytes("a").is_bytes());
    CHECK(vm.evaluate("bytearray(2)").is_bytes());
    CHECK(vm.list().is_list());
    CHECK(vm.tuple().is_tuple());
    CHECK(vm.dict().is_dict());
    CHECK(vm.evaluate("type('D', (dict,), {})()").is_dict());
    CHECK(vm.evaluate("len").is_callable());
    CHECK_FALSE(vm.integer(3).is_callable());
    CHECK(vm.integer(3).type_name() == "int");
    CHECK(Value().type_name() == "NoneType");
    CHECK(vm.text("a").type().attribute("__name__").to_text() == "str");
    CHECK(vm.boolean(true).is_instance(vm.evaluate("int")));
    CHECK_FALSE(vm.text("a").is_instance(vm.evaluate("(int, float)")));
    CHECK(error_of([&] { vm.text("a").is_instance(vm.integer(1)); }).starts_with("TypeError: isinstance() arg 2"));
}

TEST_CASE("a value gives its text and its representation", "[embed][value]")
{
    Vm vm;
    CHECK(vm.text("it's").repr() == "\"it's\"");
    CHECK(vm.text("it's").str() == "it's");
    CHECK(vm.list({ vm.integer(1), Value(), vm.bytes("\x01") }).repr() == "[1, None, b'\\x01']");
    CHECK(Value().repr() == "None");
    CHECK(Value().str() == "None");
    vm.run("class Odd:\n    def __repr__(self): return 3\n    def __str__(self): raise KeyError('k')");
    CHECK(error_of([&] { vm.evaluate("Odd()").repr(); }) == "TypeError: __repr__ returned non-string (type int)");
    CHECK(error_of([&] { vm.evaluate("Odd()").str(); }) == "KeyError: 'k'");
}

TEST_CASE("values become numbers and text of C++ when they are such", "[embed][value]")
{
    Vm vm;
    CHECK(vm.list({ Value() }).to_boolean());
    CHECK_FALSE(vm.list().to_boolean());
    CHECK_FALSE(Value().to_boolean());
    CHECK(vm.boolean(true).to_integer() == 1);
    CHECK(vm.unsigned_integer(UINT64_MAX).to_unsigned() == UINT64_MAX);
    CHECK(vm.integer(3).to_real() == 3.0);
    CHECK(vm.bytes(std::string_view("a\0b", 3)).to_bytes() == std::string("a\0b", 3));
    CHECK(
        error_of([&] { vm.text("7").to_integer(); }) == "TypeError: 'str' object cannot be interpreted as an integer");
    CHECK(error_of([&] { vm.real(1.5).to_integer(); }) ==
        "TypeError: 'float' object cannot be interpreted as an integer");
    CHECK(error_of([&] { vm.evaluate("2 ** 63").to_integer(); }) ==
        "OverflowError: Python int too large to convert to C long");
    CHECK(error_of([&] { vm.integer(-1).to_unsigned(); }) ==
        "OverflowError: can't convert negative value to unsigned int");
    CHECK(error_of([&] { vm.evaluate("2 ** 64").to_unsigned(); }) ==
        "OverflowError: Python int too large to convert to C unsigned long");
    CHECK(error_of([&] { vm.text("x").to_real(); }) == "TypeError: must be real number, not str");
    CHECK(error_of([&] { vm.integer(1).to_text(); }) == "TypeError: a str is required, not 'int'");
    CHECK(error_of([&] { vm.text("a").to_bytes(); }) == "TypeError: bytes are required, not 'str'");
    CHECK(error_of([&] { Value().to_integer(); }) == "TypeError: an empty Value belongs to no Vm");
}

TEST_CASE("a call takes positional and keyword arguments", "[embed][value]")
{
    Vm vm;
    vm.run("def f(a, b=2, *rest, c=3, **more): return f'{a} {b} {rest} {c} {more}'");
    Value f = vm.global("f");
    CHECK(f.call({ vm.integer(1) }).to_text() == "1 2 () 3 {}");
    CHECK(f.call({ vm.integer(1) }, { { "c", vm.text("x") }, { "d", Value() } }).to_text() == "1 2 () x {'d': None}");
    CHECK(f(1, "two", 3.5, Value()).to_text() == "1 two (3.5, None) 3 {}");
    CHECK(error_of([&] { f.call(); }) == "TypeError: f() missing 1 required positional argument: 'a'");
    CHECK(error_of([&] {
        f.call({}, { { "a", Value() }, { "a", Value() } });
    }) == "TypeError: keyword argument repeated: a");
    CHECK(vm.text("a,b").call_method("split", { vm.text(",") }, { { "maxsplit", vm.integer(0) } }).repr() == "['a,b']");
    CHECK(error_of([&] { vm.integer(1).call(); }) == "TypeError: 'int' object is not callable");
    std::vector<Value> many(40, vm.integer(1));
    CHECK(vm.evaluate("lambda *a: sum(a)").call(many).to_integer() == 40);
}

TEST_CASE("attributes are read, asked for, set and deleted", "[embed][value]")
{
    Vm vm;
    vm.run("class Thing: pass\nthing = Thing()");
    Value thing = vm.global("thing");
    thing.set_attribute("size", 3);
    thing.set_attribute("name", vm.text("x"));
    CHECK(vm.evaluate("(thing.size, thing.name)").repr() == "(3, 'x')");
    CHECK(thing.attribute("size").to_integer() == 3);
    CHECK(thing.has_attribute("size"));
    thing.delete_attribute("size");
    CHECK_FALSE(thing.has_attribute("size"));
    CHECK(error_of([&] { thing.attribute("size"); }) == "AttributeError: 'Thing' object has no attribute 'size'");
    CHECK(error_of([&] { thing.delete_attribute("size"); }).starts_with("AttributeError"));
    CHECK(error_of([&] { vm.integer(1).set_attribute("x", 1); }).starts_with("AttributeError"));
}

TEST_CASE("items are read, set, deleted and looked for", "[embed][value]")
{
    Vm vm;
    Value dict = vm.dict({ { vm.text("a"), vm.integer(1) } });
    dict.set_item("b", 2);
    dict.set_item(vm.integer(3), Value());
    CHECK(dict.repr() == "{'a': 1, 'b': 2, 3: None}");
    CHECK(dict.item("b").to_integer() == 2);
    CHECK(dict.contains("a"));
    CHECK_FALSE(dict.contains(vm.text("z")));
    dict.delete_item("a");
    CHECK(dict.length() == 2);
    CHECK(error_of([&] { dict.item("a"); }) == "KeyError: 'a'");
    CHECK(error_of([&] { dict.delete_item("a"); }) == "KeyError: 'a'");
    CHECK(error_of([&] {
        vm.dict({ { dict, Value() } });
    }) == "TypeError: cannot use 'dict' as a dict key (unhashable type: 'dict')");
    Value list = vm.list({ vm.integer(1), vm.integer(2) });
    list.set_item(-1, "z");
    CHECK(list.item(1).to_text() == "z");
    CHECK(error_of([&] { list.item(2); }) == "IndexError: list index out of range");
    CHECK(error_of([&] { vm.integer(1).length(); }) == "TypeError: object of type 'int' has no len()");
}

TEST_CASE("a value is walked through as scripts do", "[embed][value]")
{
    Vm vm;
    std::string seen;
    for (const Value& each : vm.evaluate("{'a': 1, 'b': 2}.items()"))
        seen += each.item(0).to_text() + std::to_string(each.item(1).to_integer());
    CHECK(seen == "a1b2");
    vm.run("def numbers():\n    yield 1\n    yield 2\n    raise ValueError('no more')");
    int64_t sum = 0;
    CHECK(error_of([&] {
        for (Value each : vm.evaluate("numbers()"))
            sum += each.to_integer();
    }) == "ValueError: no more");
    CHECK(sum == 3);
    for (const Value& each : vm.list())
        FAIL(each.repr());
    CHECK(error_of([&] { vm.integer(1).begin(); }) == "TypeError: 'int' object is not iterable");
}

TEST_CASE("values compare as scripts compare them", "[embed][value]")
{
    Vm vm;
    CHECK(vm.integer(1) == vm.real(1.0));
    CHECK(vm.integer(1) != vm.text("1"));
    CHECK(vm.integer(1) < vm.integer(2));
    CHECK(vm.integer(2) >= vm.integer(2));
    CHECK(vm.text("b") > vm.text("a"));
    CHECK(vm.text("a") <= vm.text("a"));
    CHECK(Value() == vm.none());
    CHECK(Value() == Value());
    CHECK(Value() != vm.integer(0));
    CHECK(error_of([&] { (void)(vm.integer(1) < vm.text("a")); }) ==
        "TypeError: '<' not supported between instances of 'int' and 'str'");
    Value list = vm.list();
    CHECK(list.is(Value(list)));
    CHECK_FALSE(list.is(vm.list()));
    CHECK(Value().is(vm.none()));
}

TEST_CASE("types of C++ become values and come back", "[embed][value]")
{
    Vm vm;
    auto round = [&](const auto& value) {
        return vm.value(value).template as<std::decay_t<decltype(value)>>() == value;
    };
    CHECK(round(true));
    CHECK(round(int8_t(-128)));
    CHECK(round(uint16_t(65535)));
    CHECK(round(INT64_MIN));
    CHECK(round(UINT64_MAX));
    CHECK(round(2.5f));
    CHECK(round(std::string("é")));
    CHECK(round(std::optional<int>()));
    CHECK(round(std::optional<int>(3)));
    CHECK(round(std::vector<bool>{ true, false }));
    CHECK(round(std::vector<std::vector<int>>{ { 1 }, {}, { 2, 3 } }));
    CHECK(round(std::vector<std::byte>{ std::byte(0), std::byte(255) }));
    CHECK(round(std::map<std::string, std::optional<double>>{ { "a", 1.5 }, { "b", {} } }));
    CHECK(round(std::unordered_map<int, std::string>{ { 1, "x" } }));
    CHECK(round(std::tuple<int, std::string, bool>{ 1, "x", true }));
    CHECK(round(std::pair<int, double>{ 1, 2.0 }));
    CHECK(vm.value("text").to_text() == "text");
    CHECK(vm.value(std::string_view("view")).to_text() == "view");
    CHECK(vm.value(nullptr).is_none());
    CHECK(vm.value(std::pair(1, "x")).repr() == "(1, 'x')");
    CHECK(vm.evaluate("range(3)").as<std::vector<int>>() == std::vector{ 0, 1, 2 });
}

TEST_CASE("what does not fit a type of C++ is an Error", "[embed][value]")
{
    Vm vm;
    CHECK(error_of([&] { vm.integer(300).as<uint8_t>(); }) ==
        "OverflowError: unsigned byte integer is greater than maximum");
    CHECK(
        error_of([&] { vm.integer(-129).as<int8_t>(); }) == "OverflowError: signed byte integer is less than minimum");
    CHECK(
        error_of([&] { vm.integer(1ll << 40).as<int>(); }) == "OverflowError: signed integer is greater than maximum");
    CHECK(error_of([&] { vm.integer(1).as<std::string>(); }) == "TypeError: must be str, not int");
    CHECK(error_of([&] { vm.none().as<std::string>(); }) == "TypeError: must be str, not None");
    CHECK(error_of([&] { vm.text("ab").as<std::vector<std::string>>(); }) == "TypeError: must be list, not str");
    CHECK(error_of([&] { vm.evaluate("['a', 1]").as<std::vector<std::string>>(); }) ==
        "TypeError: items must be str, not int");
    CHECK(error_of([&] { vm.list().as<std::map<std::string, int>>(); }) == "TypeError: must be dict, not list");
    CHECK(error_of([&] { vm.tuple().as<std::pair<int, int>>(); }) == "TypeError: must be sequence of length 2, not 0");
}

TEST_CASE("a Value outlives its Vm without harm", "[embed][value]")
{
    Value kept;
    std::optional<Error> error;
    {
        Vm vm;
        kept = vm.list({ vm.integer(1) });
        try {
            vm.run("1 / 0");
        } catch (const Error& thrown) {
            CHECK(thrown.exception().type_name() == "ZeroDivisionError");
            error = thrown;
        }
    }
    CHECK_FALSE(kept.is_list());
    CHECK(error_of([&] { kept.length(); }) == "TypeError: the Vm of the Value is gone");
    CHECK(error->message() == "division by zero");
    Value copy = kept;
    kept = Value();
    CHECK(kept.is_none());
}

TEST_CASE("values of another Vm are refused everywhere", "[embed][value]")
{
    Vm vm, other;
    Value foreign = other.integer(1);
    Value list = vm.list({ vm.integer(0) });
    std::string refused = "ValueError: the Value belongs to another Vm";
    CHECK(error_of([&] { list.contains(foreign); }) == refused);
    CHECK(error_of([&] { list.item(foreign); }) == refused);
    CHECK(error_of([&] { list.set_item(0, foreign); }) == refused);
    CHECK(error_of([&] { list.delete_item(foreign); }) == refused);
    CHECK(error_of([&] { vm.evaluate("len").call({ foreign }); }) == refused);
    CHECK(error_of([&] { vm.evaluate("dict").call({}, { { "a", foreign } }); }) == refused);
    CHECK(error_of([&] { vm.tuple({ foreign }); }) == refused);
    CHECK(error_of([&] { vm.dict({ { foreign, Value() } }); }) == refused);
    CHECK(error_of([&] { (void)(vm.integer(1) == foreign); }) == refused);
    CHECK(error_of([&] { vm.integer(1).is_instance(foreign); }) == refused);
    CHECK(error_of([&] { vm.module("m").set("x", foreign); }) == refused);
    CHECK_FALSE(vm.integer(1).is(foreign));
}
