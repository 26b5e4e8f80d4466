#include "grade/read_proof_answer.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json_position.hpp"

namespace relevance {
namespace {

using Json = nlohmann::json;

constexpr size_t kMostParts = 60;
constexpr int kDeepest = 200;

[[noreturn]] void fail(const std::string& expected) {
  throw Error("bad-argument", "grade: the answer is not " + expected,
              {{"given", "answer"}, {"expected", expected}});
}

Json parse(const std::string& text, const std::string& expected) {
  if (json_depth(text) > kDeepest) fail("nested less deeply");
  Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded()) fail(expected);
  if (json.size() > kMostParts) fail("of at most " + std::to_string(kMostParts) + " parts");
  return json;
}

std::string word(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end()) return "";
  if (!found->is_string()) fail("a list of lines with \"" + std::string(name) + "\" a word");
  return *found;
}

}  // namespace

std::vector<AnswerLine> read_answer_lines(const std::string& answer) {
  const Json json = parse(answer, "a list of lines");
  if (!json.is_array()) fail("a list of lines");
  std::vector<AnswerLine> lines;
  for (const Json& one : json) {
    if (one.is_object() && one.contains("formula"))
      lines.push_back({word(one, "relation"), one["formula"].dump(), word(one, "reason")});
    else
      lines.push_back({"", one.dump(), ""});
  }
  return lines;
}

std::vector<std::string> read_answer_words(const std::string& answer) {
  const Json json = parse(answer, "a list of steps");
  std::vector<std::string> words;
  if (!json.is_array()) fail("a list of steps");
  for (const Json& one : json) {
    if (!one.is_string()) fail("a list of steps");
    words.push_back(one);
  }
  return words;
}

std::map<std::string, AnswerBlank> read_answer_blanks(const std::string& answer) {
  const Json json = parse(answer, "an object of blanks");
  if (!json.is_object()) fail("an object of blanks");
  std::map<std::string, AnswerBlank> blanks;
  for (const auto& [name, one] : json.items())
    blanks[name] = {one.dump(), one.is_string() ? one.get<std::string>() : ""};
  return blanks;
}

}  // namespace relevance
