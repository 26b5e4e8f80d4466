#pragma once
// What a stranger can hand to the lab, a function for each way in. libFuzzer drives them
// (fuzz_main.cpp, ./lab fuzz), and so does Catch2 with the files kept here (replay_test.cpp).

#include <functional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "io/bytes.hpp"

namespace relevance::fuzz {

/// Takes the bytes in as the lab would: "ok", or the code of the Error it answers with. Whatever
/// else is thrown is a find.
struct Target {
  const char* name;
  std::string (*take)(ByteView bytes);
};
const std::vector<Target>& targets();

std::string take_onnx(ByteView bytes);
std::string take_idx(ByteView bytes);
std::string take_npy(ByteView bytes);
std::string take_csv(ByteView bytes);
/// A scenario file: read, opened, its texts checked, shown, its first tasks' own tests graded.
std::string take_scenario(ByteView bytes);
/// A formula as MathJSON, evaluated with a few symbols.
std::string take_formula(ByteView bytes);
/// "EXERCISE TASK" in the first line, the answer in all others.
std::string take_answer(ByteView bytes);
/// What a page or a link sets: "EXERCISE" in the first line, then lines of "CONTROL=VALUE", run
/// together; "measure", "advance", "run" and "seek N" in between. A value is as on the command
/// line, or nan, inf, -inf, or "@ROWS,COLUMNS:NUMBERS", an array whose shape need not fit.
std::string take_controls(ByteView bytes);

/// "EXERCISE FILE" in the first line, then the bytes that stand in that file's place: a network,
/// data or a table of a lecturer's; shown and gone on with.
std::string take_asset(ByteView bytes);

/// A promise that was broken; no Error, so that it counts as a find.
void promise(bool kept, const std::string& what);

/// "ok", or the code of the Error raised, which must be one of the table, with a message of UTF-8.
std::string code_of(const std::function<void()>& take);

inline std::string text_of(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace relevance::fuzz
