#include "formula/formula_error.hpp"

#include <cstdlib>

namespace relevance {
namespace {

std::string param(const ErrorParams& params, const std::string& name) {
  const auto found = params.find(name);
  return found == params.end() ? "" : found->second;
}

/// Where the gap is, by the name of what it is a part of.
Text gap(const std::string& context, const std::string& given) {
  static const std::map<std::string, Text> places = {
      {"numerator", {"The numerator of a fraction is empty.", "Der Zähler eines Bruchs ist leer."}},
      {"denominator",
       {"The denominator of a fraction is empty.", "Der Nenner eines Bruchs ist leer."}},
      {"root", {"Nothing stands under a root.", "Unter einer Wurzel steht nichts."}},
      {"exponent", {"An exponent is empty.", "Ein Exponent ist leer."}},
      {"index", {"An index is empty.", "Ein Index ist leer."}},
      {"bracket", {"A bracket is empty.", "Eine Klammer ist leer."}},
      {"sum", {"Nothing stands after the sum sign.", "Hinter dem Summenzeichen steht nichts."}},
      {"cases", {"A case is empty.", "Ein Fall ist leer."}}};
  const auto place = places.find(context);
  if (place != places.end()) return place->second;
  if (given.empty()) return {"Something is missing.", "Es fehlt etwas."};
  return {"Something is missing next to " + given + ".", "Neben " + given + " fehlt etwas."};
}

Text with_nearest(Text text, const ErrorParams& params) {
  const std::string nearest = param(params, "nearest"), expected = param(params, "expected");
  if (!nearest.empty()) {
    text.en += " Did you mean " + nearest + "?";
    text.de += " Meinst du " + nearest + "?";
  } else if (!expected.empty()) {
    text.en += " Known here: " + expected + ".";
    text.de += " Bekannt sind hier: " + expected + ".";
  }
  return text;
}

/// From "3×2".
Text read_size(const ErrorParams& params, const std::string& name) {
  const std::string text = param(params, name), times = "×";
  const size_t at = text.find(times);
  if (at == std::string::npos) return {};
  return describe_shape(std::atol(text.c_str()), std::atol(text.c_str() + at + times.size()));
}

std::string size_text(Index rows, Index columns) {
  return std::to_string(rows) + "×" + std::to_string(columns);
}

}  // namespace

Text describe_shape(Index rows, Index columns) {
  const auto r = std::to_string(rows), c = std::to_string(columns);
  if (rows == 1 && columns == 1) return {"a number", "eine Zahl"};
  if (columns == 1)
    return {"a vector with " + r + " entries", "ein Vektor mit " + r + " Einträgen"};
  if (rows == 1) return {"a row with " + c + " entries", "eine Zeile mit " + c + " Einträgen"};
  return {"a " + r + "×" + c + " matrix", "eine " + r + "×" + c + "-Matrix"};
}

Text describe_unreadable(const ErrorParams& params) {
  const std::string reason = param(params, "reason"), given = param(params, "given"),
                    expected = param(params, "expected");
  if (reason == "missing") return gap(param(params, "context"), given);
  if (reason == "symbol")
    return with_nearest({given + " is not known here.", given + " ist hier nicht bekannt."},
                        params);
  if (reason == "function")
    return with_nearest({"The function " + given + " is not known here.",
                         "Die Funktion " + given + " ist hier nicht bekannt."},
                        params);
  if (reason == "not-allowed")
    return {given + " may not be used in this answer. Use: " + expected + ".",
            given + " darf in dieser Antwort nicht vorkommen. Verwende: " + expected + "."};
  if (reason == "number")
    return {given + " stands in the answer, but a number is asked for.",
            given + " steht in der Antwort, gefragt ist aber eine Zahl."};
  if (reason == "arguments")
    return {
        given + " takes " + expected + " values, " + param(params, "count") + " are given.",
        given + " braucht " + expected + " Werte, angegeben sind " + param(params, "count") + "."};
  if (reason == "bracket")
    return {"The bracket " + given + " has no partner.",
            "Die Klammer " + given + " hat kein Gegenstück."};
  if (reason == "command")
    return {given + " cannot be read here.", given + " kann hier nicht gelesen werden."};
  if (reason == "leftover")
    return {"Only a part of the formula could be read: a sign is missing or not known.",
            "Nur ein Teil der Formel war lesbar: Ein Zeichen fehlt oder ist nicht bekannt."};
  if (reason == "comma")
    return {"A comma stands between two values. Write 0.5 with a point, and vectors in brackets.",
            "Ein Komma trennt zwei Werte. Schreibe 0.5 mit Punkt und Vektoren in Klammern."};
  if (reason == "index")
    return {given + " does not exist: the index goes from 1 to " + expected + ".",
            given + " gibt es nicht: Der Index läuft von 1 bis " + expected + "."};
  if (reason == "free-index")
    return {
        "The index " + given + " stands for no number: write one, for example " + given + " = 1.",
        "Der Index " + given + " steht für keine Zahl: Setze eine ein, etwa " + given + " = 1."};
  if (reason == "limits")
    return {"The sum needs its limits, for example i = 1 to d.",
            "Die Summe braucht ihre Grenzen, zum Beispiel i = 1 bis d."};
  if (reason == "comparison")
    return {"A comparison stands where a value is expected.",
            "Wo ein Wert erwartet wird, steht ein Vergleich."};
  if (reason == "condition")
    return {"A value stands where a condition is expected, for example a < b.",
            "Wo eine Bedingung erwartet wird, etwa a < b, steht ein Wert."};
  if (reason == "text")
    return {"Words stand in the formula: " + given + ".",
            "In der Formel stehen Wörter: " + given + "."};
  if (reason == "size")
    return {"The formula is too large to be read.",
            "Die Formel ist zu groß, um gelesen zu werden."};
  if (reason == "empty") return {"Nothing has been typed yet.", "Noch ist nichts eingegeben."};
  return {"This is no formula.", "Das ist keine Formel."};
}

Text describe_shape_error(const ErrorParams& params) {
  const std::string operation = param(params, "operation");
  const Text left = read_size(params, "given"), right = read_size(params, "other");
  Text text = right.en.empty()
                  ? Text{"The operation “" + operation + "” does not fit " + left.en + ".",
                         "Die Operation „" + operation + "“ passt nicht zu: " + left.de + "."}
                  : Text{"The operation “" + operation + "” does not fit " + left.en + " and " +
                             right.en + ".",
                         "Die Operation „" + operation + "“ passt nicht zu: " + left.de + " und " +
                             right.de + "."};
  if (operation == "|…|") {
    text.en += " Write ‖…‖ for the norm of a vector.";
    text.de += " Schreibe ‖…‖ für die Norm eines Vektors.";
  } else if (operation == "^") {
    text.en += " For a vector x write ‖x‖² or xᵀx.";
    text.de += " Für einen Vektor x schreibe ‖x‖² oder xᵀx.";
  } else if (operation == "·" && !right.en.empty()) {
    text.en += " Is a transpose missing, or the order wrong?";
    text.de += " Fehlt ein Transponiert-Zeichen, oder ist die Reihenfolge falsch?";
  }
  return text;
}

void fail_unreadable(const std::string& reason, ErrorParams params) {
  params["reason"] = reason;
  for (const char* name : {"given", "expected", "nearest"}) params.emplace(name, "");
  const std::string message = describe_unreadable(params).en;
  throw Error("formula-unreadable", message, std::move(params));
}

void fail_formula_shape(const std::string& operation, Index rows, Index columns, Index other_rows,
                        Index other_columns) {
  ErrorParams params{{"operation", operation}, {"given", size_text(rows, columns)}};
  if (other_rows > 0) params["other"] = size_text(other_rows, other_columns);
  params["expected"] = params.count("other") ? params["other"] : "1×1";
  const std::string message = describe_shape_error(params).en;
  throw Error("formula-shape", message, std::move(params));
}

}  // namespace relevance
