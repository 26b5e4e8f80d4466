#include "scenario/check_texts.hpp"

#include <algorithm>

#include "scenario/json_reader.hpp"
#include "scenario/latex.hpp"
#include "scenario/prose.hpp"
#include "scenario/value_reference.hpp"

namespace relevance {
namespace {

/// What is written in the strings of a field; `typed` by students, so that it may be wrong on
/// purpose.
enum class Words { prose, latex, numbers, typed, other };

/// A field's text and where the file has its lines.
struct Field {
  std::string pointer;
  Wording wording;
  std::vector<size_t> starts;  ///< of the lines of a list, in the text; empty: one string
};

Field field_of(const Json& json, const std::string& pointer) {
  Field field{pointer, {}, {}};
  std::string& text = field.wording.text;
  if (json.is_string()) text = json.get<std::string>();
  if (!json.is_array()) return field;
  for (const auto& line : json) {
    if (!field.starts.empty()) {
      field.wording.joints.push_back(text.size());
      text += '\n';
    }
    field.starts.push_back(text.size());
    text += line.get<std::string>();
  }
  return field;
}

std::string shape_text(const Shape& shape) {
  std::string text;
  for (Index extent : shape) text += (text.empty() ? "" : " × ") + std::to_string(extent);
  return text.empty() ? "one" : text;
}

class TextChecker {
 public:
  TextChecker(const std::string& file, const Exercise& exercise)
      : file_(file), read_(file), exercise_(exercise) {}

  std::vector<Error> run() {
    walk(Json::parse(file_), "", Words::other);
    const auto place = [](const Error& error) {
      return std::pair(std::stoi(error.params.at("line")), std::stoi(error.params.at("column")));
    };
    std::stable_sort(errors_.begin(), errors_.end(),
                     [&](const Error& a, const Error& b) { return place(a) < place(b); });
    return std::move(errors_);
  }

 private:
  void walk(const Json& json, const std::string& pointer, Words words) {
    const bool text = words == Words::prose || words == Words::latex || words == Words::numbers;
    if (json.is_string() || (json.is_array() && text)) return check(field_of(json, pointer), words);
    if (!json.is_structured()) return;
    size_t i = 0;
    for (const auto& [name, item] : json.items())
      walk(item, pointer + "/" + (json.is_array() ? std::to_string(i++) : name),
           json.is_array() ? words : words_of(pointer, name, words));
  }

  static Words words_of(const std::string& pointer, const std::string& name, Words around) {
    if (around == Words::typed || name == "tests") return Words::typed;
    if (name == "en" || name == "de") return Words::prose;
    if (name == "latex") return Words::latex;
    const bool step =
        pointer.starts_with("/solution/") && pointer.find('/', 10) == std::string::npos;
    if (step && name == "formula") return Words::latex;
    return step && name == "numbers" ? Words::numbers : Words::other;
  }

  void check(const Field& field, Words words) {
    const std::string& text = field.wording.text;
    const WordingProblems single = single_backslashes(text);
    for (const auto& problem : single) add(field, problem);
    if (!single.empty()) return;  // commands without their backslash would be missed everywhere
    if (words == Words::prose)
      for (const auto& problem : prose_problems(field.wording)) add(field, problem);
    if (words == Words::latex || words == Words::numbers)
      if (const auto problem = latex_problem(field.wording)) add(field, *problem);
    if (words == Words::prose || words == Words::latex || words == Words::numbers)
      check_values(field, words);
  }

  void check_values(const Field& field, Words words) {
    const std::string command = "\\value", &text = field.wording.text;
    for (size_t at = text.find(command); at != std::string::npos; at = text.find(command, at + 1)) {
      const size_t after = at + command.size();
      if (!letters_at(text, after).empty()) continue;  // another command
      const std::string what =
          words == Words::numbers ? value_problem(read_value(text, after), field.pointer)
                                  : "has \\value, which stands in \"numbers\" of the solution only";
      if (!what.empty()) add(field, {at, what});
    }
  }

  std::string value_problem(const ValueReference& value, const std::string& pointer) {
    if (value.name.empty())
      return "has \\value that is not read, expected \\value{R} or \\value{R[0]}";
    const size_t step = std::stoul(pointer.substr(std::string("/solution/").size()));
    try {
      const Quantities& quantities = quantities_at(step);
      const auto found = quantities.find(value.name);
      if (found == quantities.end()) {
        std::vector<std::string> known;
        for (const auto& [name, quantity] : quantities) known.push_back(name);
        return "has \\value{" + value.name + "}, which is no quantity of the experiment" +
               expected_name(value.name, known);
      }
      if (changes_shape() || holds(found->second, value.places)) return "";
      return "has \\value of an entry that " + value.name + " does not have: it has " +
             shape_text(found->second.shape) + ", counted from 0";
    } catch (const Error& error) {
      return "has \\value, but the experiment has no quantities at this step: " + error.message;
    }
  }

  /// As the page leaves the controls when it shows that step: set by it and those before.
  const Quantities& quantities_at(size_t step) {
    if (const auto known = quantities_.find(step); known != quantities_.end()) return known->second;
    Values values;
    for (size_t i = 0; i <= step; ++i)
      for (const auto& [name, value] : exercise_.scenario.solution.at(i).at) values[name] = value;
    return quantities_[step] = measure_at_start(exercise_.session, values);
  }

  /// Whether quantities may have another shape later in a run.
  bool changes_shape() const {
    const auto& controls = exercise_.session.controls();
    return std::any_of(controls.begin(), controls.end(),
                       [](const Control& control) { return control.kind == ControlKind::run; });
  }

  void add(const Field& field, const WordingProblem& problem) {
    const auto& starts = field.starts;
    if (starts.empty()) {
      errors_.push_back(read_.error_in_string(field.pointer, problem.at, problem.what));
      return;
    }
    const auto next = std::upper_bound(starts.begin(), starts.end(), problem.at);
    const size_t line = size_t(next - starts.begin()) - 1;
    errors_.push_back(read_.error_in_string(field.pointer + "/" + std::to_string(line),
                                            problem.at - starts[line], problem.what));
  }

  const std::string& file_;
  const JsonReader read_;
  const Exercise& exercise_;
  std::map<size_t, Quantities> quantities_;
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> text_problems(const std::string& file, const Exercise& exercise) {
  return TextChecker(file, exercise).run();
}

}  // namespace relevance
