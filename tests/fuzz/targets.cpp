#include "fuzz/targets.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/utf8.hpp"

namespace relevance::fuzz {

const std::vector<Target>& targets() {
  static const std::vector<Target> all = {
      {"onnx", take_onnx},     {"idx", take_idx},           {"npy", take_npy},
      {"csv", take_csv},       {"scenario", take_scenario}, {"formula", take_formula},
      {"answer", take_answer}, {"controls", take_controls}, {"asset", take_asset}};
  return all;
}

void promise(bool kept, const std::string& what) {
  if (!kept) throw std::logic_error("promise broken: " + what);
}

std::string code_of(const std::function<void()>& take) {
  try {
    take();
    return "ok";
  } catch (const Error& error) {
    const bool known =
        std::find(kErrorCodes.begin(), kErrorCodes.end(), error.code) != kErrorCodes.end();
    promise(known && error.code != "internal", "the code " + error.code + ": " + error.message);
    promise(!error.message.empty() && is_utf8(error.message), "a message in UTF-8");
    for (const auto& [name, value] : error.params) promise(is_utf8(value), name + " in UTF-8");
    return error.code;
  }
}

}  // namespace relevance::fuzz
