// What is asked and what is answered, on its way to the page.

#include "wasm/encode.hpp"

namespace relevance {

using emscripten::val;

template <class T, class F>
static val list_of(const std::vector<T>& items, F item_to_val) {
  val list = val::array();
  for (size_t i = 0; i < items.size(); ++i) list.set(i, item_to_val(items[i]));
  return list;
}

/// Something to choose: an option, or a reason.
template <class Choice>
static val encode_choices(const std::vector<Choice>& choices) {
  return list_of(choices, [](const Choice& choice) {
    val object = val::object();
    object.set("value", choice.value);
    object.set("label", encode(choice.label));
    return object;
  });
}

/// A name, whatever it stands for.
template <class Named>
static val encode_name(const Named& symbol) {
  val object = val::object();
  object.set("name", symbol.name);
  object.set("latex", symbol.latex);
  object.set("meaning", encode(symbol.meaning));
  return object;
}

static val encode(const Derivation& derivation) {
  val object = val::object();
  object.set("start", derivation.start_latex);
  object.set("relations", encode(derivation.relations));
  object.set("reasons", encode_choices(derivation.reasons));
  object.set("goal", encode(derivation.goal));
  return object;
}

static val encode(const ProofStep& step) {
  val object = val::object();
  object.set("id", step.id);
  object.set("text", encode(step.text));
  return object;
}

static val encode(const ProofPart& part) {
  val object = val::object();
  object.set("text", encode(part.text));
  object.set("blank", part.blank);
  return object;
}

static val encode(const Task& task) {
  val object = val::object();
  object.set("id", task.id);
  object.set("prompt", encode(task.prompt));
  object.set("kind", answer_kind_names()[size_t(task.kind)]);
  object.set("ungraded", task.ungraded);
  object.set("at", encode(task.at));
  object.set("symbols", encode(task.symbols));
  object.set("options", encode_choices(task.options));
  object.set("hints", encode(task.hints));
  val own = val::array();  // its own names
  for (const auto& symbol : task.free) own.call<void>("push", encode_name(symbol));
  for (const auto& symbol : task.derivation.unknowns) own.call<void>("push", encode_name(symbol));
  object.set("own", own);
  if (task.kind == AnswerKind::derivation) object.set("derivation", encode(task.derivation));
  object.set("steps", list_of(task.steps, [](const ProofStep& step) { return encode(step); }));
  object.set("proof", list_of(task.proof, [](const ProofPart& part) { return encode(part); }));
  object.set("blanks", encode(task.blanks));
  return object;
}

static val encode(const SolutionStep& step) {
  val object = val::object();
  object.set("text", encode(step.text));
  object.set("formula", step.formula);
  object.set("numbers", step.numbers);
  object.set("at", encode(step.at));
  return object;
}

static val encode(const Counterexample& example) {
  val object = val::object(), values = val::object();
  for (const auto& [name, value] : example.values) values.set(name, encode(value));
  object.set("values", values);
  object.set("given", encode(example.given));
  object.set("expected", encode(example.expected));
  return object;
}

val encode(const std::vector<Symbol>& symbols) {
  return list_of(symbols, [](const Symbol& symbol) { return encode_name(symbol); });
}

val encode(const std::vector<Task>& tasks) {
  return list_of(tasks, [](const Task& task) { return encode(task); });
}

val encode(const std::vector<SolutionStep>& steps) {
  return list_of(steps, [](const SolutionStep& step) { return encode(step); });
}

val encode(const Verdict& verdict) {
  val object = val::object();
  object.set("status", to_string(verdict.status));
  object.set("feedback", encode(verdict.feedback));
  object.set("counterexample",
             verdict.counterexample ? encode(*verdict.counterexample) : val::null());
  object.set("line", verdict.line);
  object.set("parts", list_of(verdict.parts, [](const Verdict& part) { return encode(part); }));
  return object;
}

}  // namespace relevance
