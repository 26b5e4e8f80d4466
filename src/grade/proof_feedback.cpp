#include "grade/proof_feedback.hpp"

namespace relevance {

Text proof_right_feedback() {
  return {"Right: every step holds, and the last line is what was to be shown.",
          "Richtig: Jeder Schritt stimmt, und die letzte Zeile ist, was zu zeigen war."};
}

Text proof_empty_feedback() { return {"Write the first line.", "Schreibe die erste Zeile."}; }

Text proof_goes_on_feedback(const Text& goal) {
  return {"So far every step holds. Go on until " + goal.en + ".",
          "Bis hierher stimmt jeder Schritt. Rechne weiter, bis " + goal.de + "."};
}

Text reason_missing_feedback() {
  return {"Every step holds, but a reason that the proof rests on is given nowhere.",
          "Jeder Schritt stimmt, aber eine Begründung, auf der der Beweis ruht, fehlt."};
}

Text line_breaks_feedback(const std::string& relation) {
  if (relation == "LessEqual")
    return {"This line is not above the one before everywhere.",
            "Diese Zeile ist nicht überall mindestens so groß wie die vorige."};
  if (relation == "GreaterEqual")
    return {"This line is not below the one before everywhere.",
            "Diese Zeile ist nicht überall höchstens so groß wie die vorige."};
  return {"This line is not equal to the one before.", "Diese Zeile ist nicht gleich der vorigen."};
}

Text statement_false_feedback() {
  return {"What is sought does not satisfy this line.", "Das Gesuchte erfüllt diese Zeile nicht."};
}

Text statement_weaker_feedback() {
  return {"This line follows, but it holds for other values too: there is no way back (⟺).",
          "Diese Zeile folgt, gilt aber auch für andere Werte: Es geht nicht zurück (⟺)."};
}

Text statement_needed_feedback() {
  return {"An equation is expected here.", "Hier wird eine Gleichung erwartet."};
}

Text value_needed_feedback() {
  return {
      "A value is expected here, joined to the line before by the sign in front.",
      "Hier wird ein Ausdruck erwartet, verbunden mit der vorigen Zeile durch das Zeichen davor."};
}

Text step_too_early_feedback(const Text& needed) {
  return {"This step rests on one that is not there yet: " + needed.en,
          "Dieser Schritt ruht auf einem, der noch fehlt: " + needed.de};
}

Text step_twice_feedback() {
  return {"This step stands here already.", "Dieser Schritt steht schon da."};
}

Text steps_missing_feedback(size_t missing) {
  const std::string n = std::to_string(missing);
  return missing == 1 ? Text{"So far it holds. One step is still missing.",
                             "Bis hierher stimmt es. Ein Schritt fehlt noch."}
                      : Text{"So far it holds. " + n + " steps are still missing.",
                             "Bis hierher stimmt es. " + n + " Schritte fehlen noch."};
}

Text blanks_feedback(size_t right, size_t all) {
  const std::string k = std::to_string(right), n = std::to_string(all);
  if (right == all) return {"Right, all of it.", "Alles richtig."};
  return {k + " of " + n + " blanks are right.", k + " von " + n + " Lücken sind richtig."};
}

}  // namespace relevance
