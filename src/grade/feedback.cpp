#include "grade/feedback.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "formula/formula_error.hpp"
#include "formula/spellings.hpp"

namespace relevance {
namespace {

std::string digits(double value, const char* format = "%.4g") {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

std::string german(std::string number) {
  std::replace(number.begin(), number.end(), '.', ',');
  return number;
}

std::string code(const std::string& text) { return text.empty() ? "" : "`" + text + "`"; }

}  // namespace

std::string shown_symbol(const std::vector<Symbol>& symbols, const std::string& name) {
  for (const auto& symbol : symbols)
    if (symbol.name == name) return "$" + symbol.latex + "$";
  const std::string latex = latex_of_name(name);
  return latex.empty() ? code(name) : "$" + latex + "$";
}

std::string shown_symbols(const std::vector<Symbol>& symbols,
                          const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "" : ", ") + shown_symbol(symbols, name);
  return list;
}

Text error_feedback(const Error& error, const std::vector<Symbol>& symbols) {
  ErrorParams params = error.params;
  if (error.code == "formula-shape") return describe_shape_error(params);
  for (const char* name : {"given", "nearest"}) {
    std::string& text = params[name];
    const bool plain = params["reason"] == "text";
    if (!text.empty() && text[0] != '$' && !plain) text = shown_symbol(symbols, text);
  }
  return describe_unreadable(params);
}

Text right_feedback(size_t samples) {
  if (samples < 2) return {"Right.", "Richtig."};
  const std::string n = std::to_string(samples);
  return {"Right: it agrees with the computed value at " + n + " points.",
          "Richtig: stimmt an " + n + " Punkten mit dem berechneten Wert überein."};
}

Text wrong_feedback(size_t agreeing, size_t samples, double factor) {
  if (agreeing > 0) {
    const std::string k = std::to_string(agreeing), n = std::to_string(samples);
    return {"Right only in a part of the domain: it agrees at " + k + " of " + n +
                " points. Look at a point where it does not.",
            "Nur in einem Teil des Bereichs richtig: stimmt an " + k + " von " + n +
                " Punkten. Sieh dir einen Punkt an, an dem es nicht stimmt."};
  }
  if (samples > 1 && factor == -1)
    return {"Not yet: the sign is the opposite everywhere.",
            "Noch nicht: Das Vorzeichen ist überall umgekehrt."};
  if (samples > 1 && factor != 0) {
    const std::string f = digits(factor);
    return {"Not yet: it is " + f + " times the true value everywhere.",
            "Noch nicht: Es ist überall das " + german(f) + "-Fache des wahren Werts."};
  }
  return {"Not yet. Look at a point where the values differ.",
          "Noch nicht. Sieh dir einen Punkt an, an dem sich die Werte unterscheiden."};
}

Text undefined_feedback() {
  return {
      "The formula has no value in a part of the domain: a case, or a division by zero, is "
      "not covered.",
      "In einem Teil des Bereichs hat die Formel keinen Wert: Ein Fall oder eine Division "
      "durch null ist nicht abgedeckt."};
}

Text shape_feedback(const Eigen::MatrixXd& given, const Eigen::MatrixXd& expected) {
  const Text g = describe_shape(given.rows(), given.cols());
  const Text e = describe_shape(expected.rows(), expected.cols());
  Text text{"The answer is " + g.en + ", expected is " + e.en + ".",
            "Die Antwort ist " + g.de + ", gefragt ist " + e.de + "."};
  if (given.rows() == expected.cols() && given.cols() == expected.rows()) {
    text.en += " A transpose too many, or one missing?";
    text.de += " Ein Transponiert-Zeichen zu viel oder zu wenig?";
  }
  return text;
}

Text nothing_to_check_feedback() {
  return {"There is nothing here yet that could be checked.",
          "Hier ist noch nichts, was sich prüfen ließe."};
}

Text construct_feedback(double miss, double tolerance) {
  const std::string m = digits(miss), t = digits(tolerance, "%.0e");
  if (miss <= tolerance) return {"Right: it holds.", "Richtig: Es gilt."};
  return {"Not yet: at the worst place it misses by " + m + " (allowed: " + t + ").",
          "Noch nicht: An der schlechtesten Stelle fehlt " + german(m) + " (erlaubt: " + german(t) +
              ")."};
}

Text choice_feedback(bool right) {
  return right ? Text{"Right.", "Richtig."} : Text{"Not yet.", "Noch nicht."};
}

}  // namespace relevance
