#include "experiments/relevance/image_relevance_views.hpp"

#include "experiments/shared/absorption.hpp"
#include "nn/scores.hpp"

namespace relevance {
namespace {

constexpr double kFloatTolerance = 1e-4;  // of sums of thousands of single-precision numbers

}  // namespace

std::vector<LayerAccount> layer_accounts(ImageExplainer& explainer) {
  const auto& network = explainer.network();
  const auto& result = *explainer.layers();
  std::vector<LayerAccount> accounts;
  for (int n = network.size() - 1; n >= 0; --n) {
    const auto& node = network.node(n);
    const bool input = n == network.input();
    if (has_filters(node.layer) || input || accounts.empty()) {
      LayerAccount account;
      account.node = n;
      account.layer = node.name;
      const auto& rule = explainer.rules()[size_t(n)];
      account.rule = rule ? rule->name : "";
      account.arriving = result.relevance[size_t(n)].cast<double>().sum();
      account.absorbed = Vector<double>::Zero(kCauses);
      accounts.push_back(std::move(account));
    }
    accounts.back().absorbed += result.absorbed[size_t(n)].rowwise().sum();
  }
  return accounts;
}

Caption strongest_caption(const Matrix<float>& relevance, const ImageShape& shape,
                          const std::string& target) {
  Caption caption{.key = "strongest"};
  caption.params["target"] = target;
  Index best = 0, worst = 0;
  const double most = double(relevance.col(0).maxCoeff(&best));
  const double least = double(relevance.col(0).minCoeff(&worst));
  const auto mark = [&](const std::string& side, Index at, double value) {
    const Index pixel = at % (shape.height * shape.width);
    caption.params[side + "_row"] = double(pixel / shape.width + 1);
    caption.params[side + "_column"] = double(pixel % shape.width + 1);
    caption.params[side + "_value"] = value;
  };
  if (most > 0) mark("for", best, most);
  if (least < 0) mark("against", worst, least);
  return caption;
}

Picture picture(const Shape& shape, const Matrix<float>& column) {
  return {shape, std::vector<float>(column.data(), column.data() + column.rows())};
}

View relevance_view(const Matrix<float>& relevance, const Matrix<float>& image,
                    const ImageShape& shape, const std::string& target) {
  const Shape plane{shape.height, shape.width};
  View view = heatmap_view("relevance", {"Relevance", "Relevanz"}, picture(plane, relevance),
                           picture(plane, image));
  view.caption = strongest_caption(relevance, shape, target);
  view.group = "main";
  return view;
}

View scores_view(const Matrix<float>& scores, const std::vector<std::string>& classes,
                 Index target) {
  const Vector<double> f = scores.col(0).cast<double>();
  const Vector<double> e = (f.array() - f.maxCoeff()).exp();
  const Vector<double> p = e / e.sum();
  const auto array = [](const Vector<double>& v) {
    return Array{{v.size()}, {v.data(), v.data() + v.size()}};
  };
  View view = bars_view("scores", {"Scores of the classes", "Bewertungen der Klassen"}, classes,
                        array(f), target);
  view.fields["probabilities"] = array(p);
  view.caption = {"scores",
                  {{"winner", classes[size_t(winner(scores, 0))]}, {"probability", p.maxCoeff()}}};
  view.sets = "target";
  return view;
}

std::vector<View> layer_views(ImageExplainer& explainer) {
  const auto& network = explainer.network();
  const auto& result = *explainer.layers();
  std::vector<View> views;
  for (const LayerAccount& account : layer_accounts(explainer)) {
    const auto& node = network.node(account.node);
    const ImageShape shape = image_shape(node.shape);
    View view = maps_view("layer-" + node.name, {node.name, node.name},
                          picture({shape.channels, shape.height, shape.width},
                                  result.relevance[size_t(account.node)]),
                          account.arriving);
    view.fields["layer"] = node.name;
    view.fields["kind"] = layer_name(node.layer);
    view.fields["rule"] = account.rule;
    view.fields["absorbed"] = account.absorbed.sum();
    view.fields["by_cause"] =
        Array{{kCauses}, {account.absorbed.data(), account.absorbed.data() + kCauses}};
    view.group = "layers";
    view.scale_group = "layers";
    views.push_back(std::move(view));
  }
  return views;
}

View account_view(const std::vector<LayerAccount>& accounts) {
  std::vector<Text> rows;
  Array values{{Index(accounts.size()), 2 + kCauses}, {}};
  for (const auto& account : accounts) {
    rows.push_back({account.layer, account.layer});
    values.values.push_back(account.arriving);
    values.values.insert(values.values.end(), account.absorbed.data(),
                         account.absorbed.data() + kCauses);
    values.values.push_back(account.arriving - account.absorbed.sum());
  }
  return table_view("account", {"Account of the relevance", "Konto der Relevanz"},
                    {{"arrives", "kommt an"},
                     {"bias", "Bias"},
                     {"ε", "ε"},
                     {"0/0", "0/0"},
                     {"rule", "Regel"},
                     {"handed on", "weitergegeben"}},
                    rows, values);
}

std::vector<Check> conservation_checks(double f, double sum,
                                       const std::vector<LayerAccount>& accounts) {
  Vector<double> absorbed = Vector<double>::Zero(kCauses);
  for (const auto& account : accounts) absorbed += account.absorbed;
  std::vector<Check> checks;
  checks.push_back(make_check("account", {"ΣR + absorbed = f", "ΣR + Absorbiertes = f"},
                              sum + absorbed.sum(), f, kFloatTolerance));
  Check conserved = make_check("conservation", {"ΣR = f", "ΣR = f"}, sum, f, kFloatTolerance);
  if (conserved.status == CheckStatus::fails) {
    conserved.status = CheckStatus::not_claimed;
    conserved.reason = absorption_reason({absorbed.data(), absorbed.data() + kCauses});
  }
  checks.push_back(conserved);
  return checks;
}

}  // namespace relevance
