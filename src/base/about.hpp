#pragma once
// Errors that say which control they are about.
//
//   about("sigma", [&] { return Gaussian::full(mu, sigma); });

#include "base/error.hpp"

namespace relevance {

/// What `work` gives; an error it raises is about that control.
template <class F>
auto about(const std::string& control, F work) {
  try {
    return work();
  } catch (Error& error) {
    error.params["control"] = control;
    throw;
  }
}

}  // namespace relevance
