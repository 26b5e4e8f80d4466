#include <catch2/catch.hpp>
#include <functional>

#include "base/error.hpp"
#include "explain/composite.hpp"

using namespace relevance;

namespace {

Error error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error;
  }
  return Error("internal", "no error was raised");
}

}  // namespace

TEST_CASE("rule: unknown names suggest the nearest") {
  const Error rule = error_of([] { make_rule({"gama"}); });
  CHECK(rule.code == "unknown-name");
  CHECK(rule.params.at("nearest") == "gamma");
  const Error parameter = error_of([] { make_rule({"gamma", {{"gama", 1}}}); });
  CHECK(parameter.params.at("nearest") == "gamma");
  CHECK(error_of([] { make_rule({"zero", {{"epsilon", 1}}}); }).code == "unknown-name");
  CHECK(error_of([] { make_composite({"epsilon-pluss"}); }).params.at("nearest") == "epsilon-plus");
}

TEST_CASE("rule: α − β must be 1 within 1e-6, both 0 or more") {
  CHECK(error_of([] {
          make_rule({"alpha-beta", {{"alpha", 2}, {"beta", 2}}});
        }).code == "out-of-range");
  CHECK(error_of([] { make_rule({"alpha-beta", {{"alpha", 0.5}}}); }).code == "out-of-range");
  CHECK_NOTHROW(make_rule({"alpha-beta", {{"alpha", 2.0000005}, {"beta", 1}}}));
  CHECK_NOTHROW(make_rule({"alpha-beta", {{"beta", 3}}}));
  CHECK_NOTHROW(make_rule({"alpha-beta", {{"alpha", 1}}}));
}

TEST_CASE("rule: bounds, signs and finiteness of parameters") {
  CHECK(error_of([] { make_rule({"z-box"}); }).code == "box-bounds-missing");
  CHECK(error_of([] { make_rule({"z-box", {{"low", 0}}}); }).params.at("name") == "high");
  CHECK(error_of([] { make_rule({"z-box", {{"low", 2}, {"high", 1}}}); }).code == "out-of-range");
  CHECK(error_of([] { make_rule({"gamma", {{"gamma", -1}}}); }).code == "out-of-range");
  CHECK(error_of([] { make_rule({"epsilon", {{"epsilon", NAN}}}); }).code == "out-of-range");
  CHECK(error_of([] { make_rule({"gamma", {{"gamma", 1e308}}}); }).code == "out-of-range");
}

TEST_CASE("rule: only epsilon has an ε by default") {
  for (const auto& name : rule_names()) {
    RuleSpec spec{name};
    if (name == "z-box") spec.params = {{"low", 0}, {"high", 1}};
    CHECK(make_rule(spec).epsilon == (name == "epsilon" ? 1e-6 : 0));
  }
}

TEST_CASE("rule: specs are read from text") {
  CHECK(parse_rule_spec("gamma:gamma=0.5,epsilon=1e-3") ==
        RuleSpec{"gamma", {{"gamma", 0.5}, {"epsilon", 1e-3}}});
  CHECK(parse_rule_spec("zplus") == RuleSpec{"zplus"});
  for (const char* wrong : {"gamma:gamma", "gamma:gamma=", "gamma:gamma=x", "gamma:,gamma=1"})
    CHECK(error_of([&] { parse_rule_spec(wrong); }).code == "bad-argument");
}

TEST_CASE("composite: assigns rules by kind and place, overrides win") {
  Network<double> network;
  const auto conv = [](Index in) {
    return Conv2d<double>{
        Matrix<double>::Ones(2, in * 4), Vector<double>::Zero(2), {.kernel_h = 2, .kernel_w = 2}};
  };
  const int x = network.add("x", Input{{1, 6, 6}}, {});
  const int pooled = network.add("early pool", Pool2d{PoolKind::average, {}}, {x});
  const int a = network.add("conv a", conv(1), {pooled});
  const int a2 = network.add("conv a2", conv(1), {pooled});
  const int sum = network.add("sum", Add{}, {a, a2});
  const int b = network.add("conv b", conv(2), {sum});
  const int pool = network.add("pool", Pool2d{PoolKind::average, {}, false, true}, {b});
  network.add("dense", Dense<double>{Matrix<double>::Ones(3, 2), Vector<double>::Zero(3)}, {pool});

  const auto first = first_layers(network);
  CHECK(first[size_t(a)]);
  CHECK(first[size_t(a2)]);
  CHECK_FALSE(first[size_t(b)]);

  Composite c = make_composite({"epsilon-plus-flat"});
  c.overrides = {{"conv b", {"gamma"}}};
  const auto rules = assign_rules(network, c);
  const auto name = [&](int i) { return rules[size_t(i)] ? rules[size_t(i)]->name : ""; };
  CHECK(name(x) == "");
  CHECK(name(pooled) == "epsilon");
  CHECK(name(a) == "flat");
  CHECK(name(a2) == "flat");
  CHECK(name(sum) == "epsilon");
  CHECK(name(b) == "gamma");
  CHECK(name(network.output()) == "epsilon");

  c.overrides = {{"conv c", {"gamma"}}};
  CHECK(error_of([&] { assign_rules(network, c); }).code == "unknown-name");
  c.overrides = {{"sum", {"gamma"}}};
  CHECK(error_of([&] { assign_rules(network, c); }).code == "rule-not-allowed");
  // the box bounds the input, but a pool stands between
  const Composite box = make_composite({"epsilon-gamma-box", {{"low", 0}, {"high", 1}}});
  CHECK(error_of([&] { assign_rules(network, box); }).code == "rule-not-allowed");
}

TEST_CASE("composite: the table of rules.md") {
  const Composite plus = make_composite({"epsilon-plus"});
  CHECK(plus.convolution.name == "zplus");
  CHECK(plus.dense.name == "epsilon");
  CHECK_FALSE(plus.first);
  const Composite ab = make_composite({"epsilon-alpha2-beta1-flat"});
  CHECK(ab.convolution == RuleSpec{"alpha-beta", {{"alpha", 2}, {"beta", 1}}});
  CHECK(ab.first->name == "flat");
  const Composite box =
      make_composite({"epsilon-gamma-box", {{"low", -1}, {"high", 2}, {"gamma", 0.5}}});
  CHECK(box.convolution.params.at("gamma") == 0.5);
  CHECK(box.first->params.at("low") == -1);
  CHECK(error_of([] { make_composite({"epsilon-gamma-box"}); }).code == "box-bounds-missing");
  CHECK(error_of([] {
          make_uniform({"z-box", {{"low", 0}, {"high", 1}}});
        }).code == "rule-not-allowed");
  CHECK(make_uniform({"zero"}).other.name == "zero");
  CHECK(make_uniform({"gamma"}).other.name == "epsilon");
}

TEST_CASE("composite: read from text, uniform and ties included") {
  CHECK(parse_composite("epsilon-gamma-box:low=0,high=1").first->name == "z-box");
  const Composite uniform = parse_composite("uniform:rule=gamma,gamma=0.5,ties=split");
  CHECK(uniform.convolution == RuleSpec{"gamma", {{"gamma", 0.5}}});
  CHECK(uniform.ties == Ties::split);
  CHECK(error_of([] { parse_composite("uniform"); }).code == "bad-argument");
  CHECK(error_of([] { parse_composite("epsilon-plus:ties=both"); }).code == "unknown-name");
  CHECK(error_of([] { parse_composite("epsilon-plus:gamma=1"); }).code == "unknown-name");
}
