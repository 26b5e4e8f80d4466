#include "wasm/encode.hpp"

#include "base/error.hpp"
#include "lab/view_table.hpp"

namespace relevance {

using emscripten::val;
// One overload set with the functions of the header; what is static stays in this file.

/// A typed array of its own: views into the heap end when memory grows.
template <class T>
static val typed_array(const char* type, const std::vector<T>& values) {
  return val::global(type).new_(val(emscripten::typed_memory_view(values.size(), values.data())));
}

static val numbers(const Shape& shape) {
  val list = val::array();
  for (size_t i = 0; i < shape.size(); ++i) list.set(i, double(shape[i]));
  return list;
}

static val encode(bool value) { return val(value); }
static val encode(double value) { return val(value); }
static val encode(const std::string& value) { return val(value); }
val encode(const Array& array) {
  val object = val::object();
  object.set("shape", numbers(array.shape));
  object.set("values", typed_array("Float64Array", array.values));
  return object;
}
static val encode(const Picture& picture) {
  val object = val::object();
  object.set("shape", numbers(picture.shape));
  object.set("values", typed_array("Float32Array", picture.values));
  return object;
}

template <class T>
static val encode_list(const std::vector<T>& items) {
  val list = val::array();
  for (size_t i = 0; i < items.size(); ++i) list.set(i, encode(items[i]));
  return list;
}
val encode(const std::vector<Text>& texts) { return encode_list(texts); }

template <class Variant>
static val encode_variant(const Variant& variant) {
  return std::visit([](const auto& value) { return encode(value); }, variant);
}

static val encode(const Option& option) {
  val object = val::object();
  object.set("value", option.value);
  object.set("label", encode(option.label));
  object.set("help", encode(option.help));
  return object;
}

static val encode(const Caption& caption) {
  val object = val::object(), params = val::object();
  for (const auto& [name, value] : caption.params) params.set(name, encode_variant(value));
  object.set("text", encode(caption.text));
  object.set("params", params);
  return object;
}

/// By the table of lab/view_table.hpp.
static val encode(const View& view) {
  val object = val::object(), fields = val::object();
  object.set("kind", std::string(kind_of(view)));
  object.set("id", view.id);
  object.set("title", encode(view.title));
  object.set("caption", encode(view.caption));
  object.set("group", view.group);
  object.set("scale_group", view.scale_group);
  object.set("sets", view.sets);
  object.set("kept", encode(view.kept));
  each_field(view, [&](const char* name, FieldRef field) {
    fields.set(name, std::visit([](const auto* value) { return encode(*value); }, field));
  });
  object.set("fields", fields);
  return object;
}

static val encode(const Check& check) {
  val object = val::object();
  object.set("name", check.name);
  object.set("label", encode(check.label));
  object.set("left", check.left);
  object.set("right", check.right);
  object.set("alone", check.alone);
  object.set("gap", check.gap());
  object.set("tolerance", check.tolerance);
  object.set("status", to_string(check.status));
  object.set("reason", encode(check.reason));
  return object;
}

static val encode(const IdleControl& state) {
  val object = val::object();
  object.set("name", state.name);
  object.set("reason", encode(state.reason));
  return object;
}

static bool is_array_like(const val& value) {
  return value.isArray() || value.instanceof (val::global("Float32Array")) || value.instanceof
      (val::global("Float64Array"));
}

static Array decode_array(const val& shape, const val& values) {
  Array array;
  for (double extent : emscripten::convertJSArrayToNumberVector<double>(shape))
    array.shape.push_back(extent >= 0 && extent < 1e9 ? Index(extent) : Index{-1});
  array.values = emscripten::convertJSArrayToNumberVector<double>(values);
  return array;  // its control refuses a shape that is not filled
}

static Value decode_value(const std::string& name, const val& value) {
  const std::string type = value.typeOf().as<std::string>();
  if (type == "boolean") return value.as<bool>();
  if (type == "number") return value.as<double>();
  if (type == "string") return value.as<std::string>();
  if (value.isArray()) return emscripten::vecFromJSArray<std::string>(value);
  if (type == "object" && !value.isNull() && is_array_like(value["values"]) &&
      value["shape"].isArray())
    return decode_array(value["shape"], value["values"]);
  throw Error("wrong-type", "control \"" + name + "\" holds a value of type " + type,
              {{"control", name}, {"given", type}, {"expected", "a control value"}});
}

val encode(const Error& error) {
  val object = val::object(), params = val::object();
  for (const auto& [name, value] : error.params) params.set(name, value);
  object.set("code", error.code);
  object.set("message", error.message);
  object.set("text", encode(error.text));
  object.set("params", params);
  return object;
}

val encode(const Text& text) {
  val object = val::object();
  object.set("en", text.en);
  object.set("de", text.de);
  return object;
}

val encode(const std::vector<std::string>& words) {
  val list = val::array();
  for (size_t i = 0; i < words.size(); ++i) list.set(i, words[i]);
  return list;
}

val encode(const Control& control) {
  val object = val::object();
  object.set("name", control.name);
  object.set("kind", to_string(control.kind));
  object.set("label", encode(control.label));
  object.set("help", encode(control.help));
  object.set("initial", encode_variant(control.initial));
  object.set("low", control.low);
  object.set("high", control.high);
  object.set("step", control.step);
  object.set("logarithmic", control.logarithmic);
  object.set("unit", control.unit);
  object.set("options", encode_list(control.options));
  object.set("rows", encode(control.rows));
  object.set("section", encode(control.section));
  object.set("resets", encode(control.resets));
  object.set("positive_definite", control.positive_definite);
  return object;
}

val encode(const std::vector<Control>& controls) { return encode_list(controls); }

val encode(const Frame& frame) {
  val object = val::object(), quantities = val::object();
  for (const auto& [name, quantity] : frame.quantities) quantities.set(name, encode(quantity));
  object.set("views", encode_list(frame.views));
  object.set("quantities", quantities);
  object.set("checks", encode_list(frame.checks));
  object.set("disabled", encode_list(frame.disabled));
  object.set("problem", frame.problem ? encode(*frame.problem) : val::null());
  object.set("notices", encode_list(frame.notices));
  object.set("controls", encode(frame.controls));
  object.set("step", frame.standing.step);
  object.set("progress", frame.standing.progress);
  object.set("progress_label", encode(frame.standing.label));
  object.set("done", frame.standing.done);
  object.set("partial", frame.partial);
  return object;
}

val encode(const Values& values) {
  val object = val::object();
  for (const auto& [name, value] : values) object.set(name, encode_variant(value));
  return object;
}

Values decode_values(const val& object) {
  Values values;
  const val keys = val::global("Object").call<val>("keys", object);
  for (const auto& name : emscripten::vecFromJSArray<std::string>(keys))
    values[name] = decode_value(name, object[name]);
  return values;
}

Bytes decode_bytes(const val& array) {
  if (!array.instanceof (val::global("Uint8Array")))
    throw Error("wrong-type", "an asset's bytes are no Uint8Array",
                {{"given", "another type"}, {"expected", "Uint8Array"}});
  return emscripten::convertJSArrayToNumberVector<uint8_t>(array);
}

}  // namespace relevance
