// The program of ./lab fuzz: libFuzzer and every target. The environment names the target, for
// libFuzzer starts itself anew where it minimises.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "fuzz/targets.hpp"

namespace {

const relevance::fuzz::Target& chosen() {
  const char* asked = std::getenv("RELEVANCE_FUZZ");
  for (const auto& target : relevance::fuzz::targets())
    if (asked != nullptr && std::string_view(asked) == target.name) return target;
  std::fputs("set RELEVANCE_FUZZ to one of:", stderr);
  for (const auto& target : relevance::fuzz::targets()) std::fprintf(stderr, " %s", target.name);
  std::fputs("\n", stderr);
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const auto& target = chosen();
  target.take({bytes, size});
  return 0;
}
