#include "grade/side_feedback.hpp"

#include "grade/feedback.hpp"

namespace relevance {

Text left_side_feedback(const std::vector<Symbol>& symbols, const std::string& left,
                        const std::string& asked) {
  const std::string name = shown_symbol(symbols, left);
  Text text{"On the left stands " + name + ", and that is not what is asked for",
            "Links steht " + name + ", danach ist aber nicht gefragt"};
  if (!asked.empty()) {
    const std::string wanted = shown_symbol(symbols, asked);
    text.en += ": it is " + wanted;
    text.de += ", sondern nach " + wanted;
  }
  return {text.en + ".", text.de + "."};
}

Text unequal_sides_feedback() {
  return {"What stands last is right, but not every side of the equation is equal to it.",
          "Was zuletzt dasteht, stimmt, aber nicht alle Seiten der Gleichung sind gleich."};
}

Text reversed_bound_feedback(int direction) {
  if (direction > 0)
    return {"The value is right, but this bounds it from below; asked is the largest value.",
            "Der Wert stimmt, aber das ist eine Schranke von unten; gefragt ist der größte Wert."};
  return {"The value is right, but this bounds it from above; asked is the smallest value.",
          "Der Wert stimmt, aber das ist eine Schranke von oben; gefragt ist der kleinste Wert."};
}

}  // namespace relevance
