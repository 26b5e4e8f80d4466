#pragma once
// A text in the page's two languages.

#include <string>

namespace relevance {

struct Text {
  std::string en;
  std::string de;
};

}  // namespace relevance
