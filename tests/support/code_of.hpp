#pragma once
// The code of the error that something raises.

#include <string>

#include "base/error.hpp"

namespace relevance::testing {

/// "" where nothing is raised.
template <class F>
std::string code_of(F f) {
  try {
    f();
  } catch (const Error& error) {
    return error.code;
  }
  return "";
}

}  // namespace relevance::testing
