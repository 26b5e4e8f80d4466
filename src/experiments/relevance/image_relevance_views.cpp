#include "experiments/relevance/image_relevance_views.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/shared/absorption.hpp"
#include "experiments/shared/explained_image.hpp"
#include "explain/rule_table.hpp"
#include "nn/scores.hpp"

namespace relevance {
namespace {

constexpr double kFloatTolerance = 1e-4;  // of sums of thousands of single-precision numbers

Array array_of(const Vector<double>& v) { return {{v.size()}, {v.data(), v.data() + v.size()}}; }

}  // namespace

std::vector<LayerAccount> layer_accounts(const ImageExplainer& explainer) {
  std::vector<LayerAccount> accounts;
  if (explainer.layers() == nullptr) return accounts;
  const auto& network = explainer.network();
  const auto& result = *explainer.layers();
  for (int n = network.size() - 1; n >= 0; --n) {
    const auto& node = network.node(n);
    if (has_filters(node.layer) || n == network.input() || accounts.empty()) {
      const Matrix<float>& R = result.relevance[size_t(n)];
      const ImageShape shape = image_shape(node.shape);
      const auto& rule = explainer.rules()[size_t(n)];
      accounts.push_back({.layer = node.name,
                          .rule = rule ? describe_rule(rule->name).label : Text(),
                          .arriving = R.cast<double>().sum(),
                          .absorbed = Vector<double>::Zero(kCauses),
                          .relevance = picture({shape.channels, shape.height, shape.width}, R)});
    }
    accounts.back().absorbed += result.absorbed[size_t(n)].rowwise().sum();
  }
  return accounts;
}

void add_scores(const Matrix<float>& scores, Index target, Views& out) {
  const Vector<double> f = scores.col(0).cast<double>();
  const Vector<double> e = (f.array() - f.maxCoeff()).exp();
  const Vector<double> p = e / e.sum();
  Strings classes;
  for (Index k = 0; k < f.size(); ++k) classes.push_back(std::to_string(k));
  const Text said{
      "The network reads a {winner}, with probability {probability:percent}. Click a "
      "class to explain it instead.",
      "Das Netz liest eine {winner}, mit Wahrscheinlichkeit {probability:percent}. "
      "Klicke eine Klasse an, um sie stattdessen zu erklären."};
  const std::string read = classes[size_t(winner(scores, 0))];
  out.add({.id = "scores",
           .title = {"Scores of the classes", "Bewertungen der Klassen"},
           .caption = {said, {{"winner", read}, {"probability", p.maxCoeff()}}},
           .sets = "target"},
          Bars{.labels = classes,
               .values = array_of(f),
               .selected = double(target),
               .probabilities = array_of(p)});
}

void add_layers(const std::vector<LayerAccount>& accounts, Views& out) {
  Texts rows;
  Array values{{Index(accounts.size()), 2 + kCauses}, {}};
  for (const auto& account : accounts) {
    out.add({.id = "layer-" + account.layer,
             .title = account.layer,
             .group = "layers",
             .scale_group = "layers"},
            Maps{.values = account.relevance,
                 .total = account.arriving,
                 .rule = account.rule,
                 .absorbed = account.absorbed.sum(),
                 .by_cause = array_of(account.absorbed)});
    rows.push_back(account.layer);
    values.values.push_back(account.arriving);
    values.values.insert(values.values.end(), account.absorbed.data(),
                         account.absorbed.data() + kCauses);
    values.values.push_back(account.arriving - account.absorbed.sum());
  }
  out.add({.id = "account", .title = {"Account of the relevance", "Konto der Relevanz"}},
          Table{.columns = {{"arrives", "kommt an"},
                            {"bias", "Bias"},
                            "ε",
                            "0/0",
                            {"rule", "Regel"},
                            {"handed on", "weitergegeben"}},
                .rows = std::move(rows),
                .values = std::move(values)});
}

void add_conservation(double f, double sum, const std::vector<LayerAccount>& accounts,
                      Checks& out) {
  if (accounts.empty()) {
    out.equal("conservation", "ΣR = f", sum, f, kFloatTolerance)
        .unclaimed_if(true, {"A gradient method promises no conservation.",
                             "Ein Gradientenverfahren verspricht keine Erhaltung."});
    return;
  }
  Vector<double> absorbed = Vector<double>::Zero(kCauses);
  Balance balance{.f = f, .sum = sum, .absorbed = {}, .tolerance = kFloatTolerance};
  for (const auto& account : accounts) {
    absorbed += account.absorbed;
    double arriving = account.absorbed.cwiseAbs().sum();
    for (const float R : account.relevance.values) arriving += std::abs(R);
    balance.largest = std::max(balance.largest, arriving);
  }
  balance.absorbed = {absorbed.data(), absorbed.data() + kCauses};
  add_balance(balance, out);
}

}  // namespace relevance
