// The boundary: text and typed arrays cross, handles do not, and no exception leaves.

#include <emscripten/bind.h>

#include <new>
#include <stdexcept>

#include "base/error.hpp"
#include "wasm/encode.hpp"

namespace relevance {
namespace {

using emscripten::val;

std::map<int, std::unique_ptr<Exercise>>& exercises() {
  static std::map<int, std::unique_ptr<Exercise>> open;
  return open;
}

Exercise& exercise(int id) {
  const auto found = exercises().find(id);
  if (found == exercises().end())
    throw Error(
        "unknown-name", "session " + std::to_string(id) + " is not open",
        {{"what", "session"}, {"given", std::to_string(id)}, {"nearest", ""}, {"expected", ""}});
  return *found->second;
}

val failure(const Error& error) {
  val result = val::object();
  result.set("ok", false);
  result.set("error", encode(error));
  return result;
}

template <class F>
val guarded(F call) {
  try {
    val result = val::object();
    result.set("value", call());
    result.set("ok", true);
    return result;
  } catch (const Error& error) {
    return failure(error);
  } catch (const std::bad_alloc&) {
    return failure(Error("out-of-memory", "not enough memory"));
  } catch (const std::length_error&) {  // what a request above 2 GB raises
    return failure(Error("out-of-memory", "not enough memory"));
  } catch (const std::exception& error) {
    return failure(Error("internal", error.what()));
  }
}

val open(const std::string& text) {
  return guarded([&] {
    static int last_id = 0;
    auto opened = std::make_unique<Exercise>(parse_scenario(text));
    const Scenario& scenario = opened->scenario;
    const Session& session = opened->session;
    val result = val::object();
    result.set("name", scenario.name);
    result.set("title", encode(scenario.title));
    result.set("chapter", encode(scenario.chapter));
    result.set("summary", encode(scenario.summary));
    result.set("statement", encode(scenario.statement));
    result.set("source", scenario.source);
    result.set("controls", encode(session.controls()));
    result.set("needs", encode(session.needs()));
    result.set("needs_first", encode(session.needs_for({})));
    result.set("symbols", encode(scenario.symbols));
    result.set("tasks", encode(scenario.tasks));
    result.set("solution", encode(scenario.solution));
    exercises()[++last_id] = std::move(opened);
    result.set("id", last_id);
    return result;
  });
}

val provide(int id, const std::string& name, val bytes) {
  return guarded([&] {
    Session& opened = exercise(id).session;
    const Bytes copy = decode_bytes(bytes);
    opened.provide(name, copy);
    val result = val::object();
    result.set("needs", encode(opened.needs()));
    result.set("controls", encode(opened.controls()));
    return result;
  });
}

val run(int id, val values) {
  return guarded([&] { return encode(exercise(id).session.run(decode_values(values))); });
}
val advance(int id, double budget_ms) {
  return guarded([&] { return encode(exercise(id).session.advance(budget_ms)); });
}
val seek(int id, int step) {
  return guarded([&] { return encode(exercise(id).session.seek(step)); });
}
val grade_answer(int id, const std::string& task, const std::string& answer, val values) {
  return guarded([&] { return encode(grade(exercise(id), task, answer, decode_values(values))); });
}
val close(int id) {
  return guarded([&] {
    exercises().erase(id);
    return val::null();
  });
}

/// Bytes the engine has taken, for tests and the page's diagnostics.
double memory() { return double(__builtin_wasm_memory_size(0)) * 65536; }

}  // namespace

EMSCRIPTEN_BINDINGS(relevance) {
  emscripten::function("open", &open);
  emscripten::function("provide", &provide);
  emscripten::function("run", &run);
  emscripten::function("advance", &advance);
  emscripten::function("seek", &seek);
  emscripten::function("grade", &grade_answer);
  emscripten::function("close", &close);
  emscripten::function("memory", &memory);
}

}  // namespace relevance
