// What reaches an exercise: its file, what is set, what is answered.
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "formula/forms.hpp"
#include "formula/formula.hpp"
#include "fuzz/targets.hpp"
#include "grade/grade.hpp"
#include "lab/view_table.hpp"
#include "scenario/check_texts.hpp"
#include "scenario/scenario.hpp"
#include "support/open_scenario.hpp"

namespace relevance::fuzz {
namespace {

/// The first line, which is taken off the rest.
std::string take_line(std::string& rest) {
  const size_t end = std::min(rest.find('\n'), rest.size());
  const std::string line = rest.substr(0, end);
  rest.erase(0, end + 1);
  return line;
}

/// A file of examples/, read once.
const Bytes& asset(const std::string& name) {
  static std::map<std::string, Bytes> read;
  const auto found = read.find(name);
  if (found != read.end()) return found->second;
  return read[name] = read_file(testing::example_path(name));
}

/// Hands over what the lab ships, and `instead` in the place of one file; raises `file-missing` for
/// anything else.
void provide_all(Session& session, const std::string& replaced = {}, ByteView instead = {}) {
  constexpr size_t kMost = 20;
  for (size_t i = 0; i < kMost && !session.needs().empty(); ++i) {
    const std::string name = session.needs().front();
    session.provide(name, name == replaced ? instead : ByteView(asset(name)));
  }
}

bool is_name(const std::string& word) {
  return word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

const Scenario& shipped(const std::string& name) {
  static std::map<std::string, Scenario> read;
  const auto found = read.find(name);
  if (found != read.end()) return found->second;
  if (!is_name(name)) throw Error("file-missing", "no exercise of that name");
  return read[name] = testing::read_example(name);
}

/// One for all answers: grading measures, and measuring changes nothing.
const Exercise& opened(const std::string& name) {
  static std::map<std::string, std::unique_ptr<Exercise>> open;
  auto& exercise = open[name];
  if (!exercise) {
    auto fresh = std::make_unique<Exercise>(shipped(name));
    provide_all(fresh->session);
    exercise = std::move(fresh);
  }
  return *exercise;
}

void check_array(const Array& array, const std::string& name) {
  for (const Index extent : array.shape) promise(extent >= 0, name + ": a shape");
  promise(size_of(array.shape) == Index(array.values.size()), name + ": a value for each element");
}

void check_frame(const Frame& frame) {
  for (const auto& [name, quantity] : frame.quantities) check_array(quantity, name);
  for (const Check& check : frame.checks)
    promise(check.status != CheckStatus::holds || std::isfinite(check.gap()),
            check.name + " holds for finite numbers only");
  for (const View& view : frame.views)
    each_field(view, [&](const char* name, FieldRef field) {
      if (const auto* array = std::get_if<const Array*>(&field)) check_array(**array, name);
    });
}

double number_of(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

std::vector<double> numbers_of(std::string text) {
  std::vector<double> numbers;
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    numbers.push_back(number_of(text.substr(0, comma)));
    text.erase(0, comma + 1);
  }
  return numbers;
}

Value value_of(const std::string& text) {
  if (text == "nan" || text == "inf" || text == "-inf") return number_of(text);
  if (text.empty() || text[0] != '@') return parse_value(text);
  const size_t colon = std::min(text.find(':'), text.size());
  Array array;
  for (const double extent : numbers_of(text.substr(1, colon - 1)))
    array.shape.push_back(std::abs(extent) < 1e18 ? Index(extent) : Index(-1));
  if (colon < text.size()) array.values = numbers_of(text.substr(colon + 1));
  return array;
}

/// "measure", "advance", "run" or "seek N".
void act(Session& session, const Values& values, const std::string& line) {
  if (line == "measure") {
    for (const auto& [name, quantity] : session.measure(values)) check_array(quantity, name);
  } else if (line == "advance") {
    check_frame(session.advance(1));
  } else if (line == "run") {
    check_frame(session.run(values));
  } else if (line.starts_with("seek ")) {
    const double step = number_of(line.substr(5));
    check_frame(session.seek(std::abs(step) < 1e9 ? int(step) : 0));
  }
}

}  // namespace

std::string take_scenario(ByteView bytes) {
  const std::string text = text_of(bytes);
  return code_of([&] {
    Scenario scenario = parse_scenario(text);
    constexpr size_t kTasks = 2;  // as many as are graded in a moment
    if (scenario.tasks.size() > kTasks) scenario.tasks.resize(kTasks);
    Exercise exercise(std::move(scenario));
    provide_all(exercise.session);
    for (const Error& problem : text_problems(text, exercise)) code_of([&] { throw problem; });
    check_frame(exercise.session.run({}));
    failing_tests(exercise);
  });
}

std::string take_formula(ByteView bytes) {
  static const Symbols symbols = {{"a", Eigen::MatrixXd::Constant(1, 1, 2.0)},
                                  {"x", Eigen::VectorXd::LinSpaced(3, -1, 1)},
                                  {"W", Eigen::MatrixXd::Identity(3, 3) * 0.5}};
  return code_of([&] {
    const Formula formula = read_formula(text_of(bytes));
    free_symbols(formula);
    if (is_condition(formula))
      holds(formula, symbols);
    else
      evaluate(formula, symbols);
  });
}

std::string take_answer(ByteView bytes) {
  std::string answer = text_of(bytes);
  const std::string head = take_line(answer);
  const size_t blank = std::min(head.find(' '), head.size());
  return code_of([&] {
    const Exercise& exercise = opened(head.substr(0, blank));
    const std::string task = blank < head.size() ? head.substr(blank + 1) : "";
    const Verdict verdict = grade(exercise, task, answer, {});
    promise(verdict.feedback.en.empty() == verdict.feedback.de.empty(), "both languages");
  });
}

std::string take_asset(ByteView bytes) {
  const auto end = std::find(bytes.begin(), bytes.end(), uint8_t('\n'));
  const std::string head(bytes.begin(), end);
  const ByteView file = bytes.subspan(std::min(bytes.size(), head.size() + 1));
  const size_t blank = std::min(head.find(' '), head.size());
  return code_of([&] {
    Exercise exercise(shipped(head.substr(0, blank)));
    Session& session = exercise.session;
    const std::string replaced = blank < head.size() ? head.substr(blank + 1) : "";
    const auto needs = session.needs();
    if (std::find(needs.begin(), needs.end(), replaced) == needs.end())
      throw Error("file-missing", "no file of that exercise");
    provide_all(session, replaced, file);
    check_frame(session.run({}));
    check_frame(session.advance(1));  // a run to its end takes minutes under sanitizers
  });
}

std::string take_controls(ByteView bytes) {
  std::string rest = text_of(bytes);
  const std::string name = take_line(rest);
  return code_of([&] {
    Exercise exercise(shipped(name));
    provide_all(exercise.session);
    Values values;
    while (!rest.empty()) {
      const std::string line = take_line(rest);
      const size_t equals = line.find('=');
      if (equals == std::string::npos)
        act(exercise.session, values, line);
      else
        values[line.substr(0, equals)] = value_of(line.substr(equals + 1));
    }
    const Frame frame = exercise.session.run(values);
    check_frame(frame);
    if (frame.problem) throw Error(*frame.problem);  // said with the control it is about
  });
}

}  // namespace relevance::fuzz
