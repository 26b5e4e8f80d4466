#pragma once
// From C++ values to JavaScript's and back: the shapes of web/src/engine/types.ts.

#include <emscripten/val.h>

#include "grade/grade.hpp"
#include "scenario/scenario.hpp"

namespace relevance {

emscripten::val encode(const Error& error);
emscripten::val encode(const Control& control);
emscripten::val encode(const std::vector<Control>& controls);
emscripten::val encode(const Text& text);
emscripten::val encode(const std::vector<std::string>& words);
emscripten::val encode(const Frame& frame);
emscripten::val encode(const Values& values);
emscripten::val encode(const Array& array);
emscripten::val encode(const std::vector<Text>& texts);
emscripten::val encode(const std::vector<Symbol>& symbols);
/// What a student may see of the tasks: not which option is right, nor the tests.
emscripten::val encode(const std::vector<Task>& tasks);
emscripten::val encode(const std::vector<SolutionStep>& steps);
emscripten::val encode(const Verdict& verdict);

/// Control values by name. Raises `wrong-type` for a value that is none.
Values decode_values(const emscripten::val& object);

/// A Uint8Array as bytes. Raises `wrong-type`.
Bytes decode_bytes(const emscripten::val& array);

}  // namespace relevance
