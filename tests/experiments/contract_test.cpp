// What every scenario there is must keep.
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "grade/grade.hpp"
#include "support/frames.hpp"
#include "support/open_scenario.hpp"

using namespace relevance;
using namespace relevance::testing;

namespace {

std::vector<std::string> scenario_names() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(RELEVANCE_ROOT) + "/examples")) {
    const std::string file = entry.path().filename().string();
    if (entry.path().extension() == ".json" && file.find(".schema.") == std::string::npos)
      names.push_back(entry.path().stem().string());
  }
  return names;
}

/// Its choices, but for a decoder to be trained: that asks for data, and takes long.
std::vector<Control> choices(const Exercise& exercise) {
  std::vector<Control> found;
  for (const Control& control : exercise.session.controls())
    if (control.kind == ControlKind::choice && control.name != "decoder") found.push_back(control);
  return found;
}

bool in_both(const Text& text) { return text.en.empty() == text.de.empty(); }

/// Everything a frame says, but for pictures: to compare frames by.
std::string told(const Frame& frame) {
  Key key;
  for (const View& view : frame.views) {
    key += key_of(view.id, view.title.en, view.caption.text.de, view.kept);
    each_field(view, [&](const char* name, FieldRef field) {
      key += key_of(name);
      if (const auto* array = std::get_if<const Array*>(&field)) key += key_of(**array);
      if (const auto* picture = std::get_if<const Picture*>(&field))
        for (float value : (*picture)->values) key += key_of(value);
    });
  }
  for (const auto& [name, quantity] : frame.quantities) key += key_of(name, quantity);
  return key;
}

void check_texts(const std::string& name, const Frame& frame) {
  for (const View& view : frame.views) {
    INFO(name << ", view " << view.id);
    CHECK_FALSE(view.title.en.empty());
    CHECK(in_both(view.title));
    CHECK(in_both(view.caption.text));
    each_field(view, [&](const char* field, FieldRef value) {
      INFO(field);
      if (const auto* text = std::get_if<const Text*>(&value)) CHECK(in_both(**text));
      if (const auto* texts = std::get_if<const Texts*>(&value))
        for (const Text& text : **texts) CHECK(in_both(text));
    });
  }
  for (const Check& check : frame.checks) {
    INFO(name << ", check " << check.name);
    CHECK(in_both(check.label));
    CHECK(in_both(check.reason));
  }
}

}  // namespace

TEST_CASE("contract: controls have labels and sections in both languages, and a range") {
  for (const auto& name : scenario_names()) {
    const Exercise exercise = open_exercise(name);
    for (const Control& control : exercise.session.controls()) {
      INFO(name << ", control " << control.name);
      CHECK_FALSE(control.label.en.empty());
      for (const Text& text : {control.label, control.help, control.section}) CHECK(in_both(text));
      for (const Option& option : control.options) {
        CHECK(in_both(option.label));
        CHECK(in_both(option.help));
      }
      CHECK(control.low < control.high);
    }
  }
}

TEST_CASE("contract: views, checks and problems say everything in both languages") {
  for (const auto& name : scenario_names()) {
    Exercise exercise = open_exercise(name);
    check_texts(name, exercise.session.run({}));
    for (const Control& control : choices(exercise))
      for (const Option& option : control.options) {
        const Frame frame = exercise.session.run({{control.name, option.value}});
        check_texts(name, frame);
        if (frame.problem) CHECK(in_both(frame.problem->text));
      }
  }
}

TEST_CASE("contract: measuring between two runs changes no frame") {
  for (const auto& name : scenario_names()) {
    Exercise with = open_exercise(name), without = open_exercise(name);
    Values elsewhere, start;
    for (const Control& control : with.session.controls()) {
      if (control.kind == ControlKind::run) start[control.name] = elsewhere[control.name] = 1.0;
      if (control.name == "count")  // of digits to learn from: done within the first slice
        start[control.name] = elsewhere[control.name] = control.low;
      if (control.kind == ControlKind::choice && control.name == "model")
        elsewhere[control.name] = control.options.back().value;
    }
    with.session.run(start), without.session.run(start);
    with.session.measure(elsewhere);
    INFO(name);
    CHECK(told(with.session.run(start)) == told(without.session.run(start)));
    with.session.measure(elsewhere);
    CHECK(told(with.session.advance(0)) == told(without.session.advance(0)));
  }
}

TEST_CASE("contract: what run shows is what measure says") {
  for (const auto& name : scenario_names()) {
    Exercise exercise = open_exercise(name);
    Values start;
    for (const Control& control : exercise.session.controls())
      if (control.kind == ControlKind::run) start[control.name] = 0.0;
    Frame frame = exercise.session.run(start);
    for (; !frame.standing.done; frame = exercise.session.run(start))
      while (!exercise.session.advance(100).standing.done) {
      }
    const Quantities measured = exercise.session.measure(start);
    INFO(name);
    REQUIRE(measured.size() == frame.quantities.size());
    for (const auto& [quantity, value] : measured) {
      INFO(quantity);
      CHECK(frame.quantities.at(quantity) == value);
    }
  }
}

TEST_CASE("contract: every field of the table is sent by some scenario, or has an example") {
  std::set<std::string> sent;
  const auto collect = [&](const Frame& frame) {
    for (const View& view : frame.views) {
      for (const auto& name : view.kept) sent.insert(kind_of(view) + ("/" + name));
      each_field(view, [&](const char* field, FieldRef) {
        sent.insert(kind_of(view) + std::string("/") + field);
      });
    }
  };
  for (const auto& name : scenario_names()) {
    Exercise exercise = open_exercise(name);
    collect(exercise.session.run({}));
    for (const Control& control : choices(exercise))
      for (const Option& option : control.options)
        collect(exercise.session.run({{control.name, option.value}}));
    if (name == "positive-homogeneity") collect(exercise.session.run({{"bias", true}}));
  }
  const std::set<std::string> optional_so_far = {"curves/band"};
  for (const auto& kind : view_kinds())
    for (const auto& field : kind.fields) {
      const std::string name = kind.kind + "/" + field.name;
      INFO(name);
      if (!optional_so_far.count(name)) CHECK(sent.count(name));
    }
}
