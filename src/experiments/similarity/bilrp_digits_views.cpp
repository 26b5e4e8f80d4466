#include "experiments/similarity/bilrp_digits_views.hpp"

#include <algorithm>
#include <numeric>

#include "experiments/shared/explained_image.hpp"

namespace relevance {
namespace {

constexpr Index kPartners = 8;  // of each patch
constexpr Index kFeatures = 8;  // shown with their heatmaps
constexpr Index kNearest = 16;

Array list_of(const Vector<double>& v) { return {{v.size()}, {v.begin(), v.end()}}; }

/// [p × n], a column a patch → {n, p}.
Array by_patch(const Matrix<double>& columns) {
  return {{columns.cols(), columns.rows()}, {columns.data(), columns.data() + columns.size()}};
}

Matrix<float> columns_of(const Matrix<float>& R, Index feature) {
  return feature < 0 ? R : Matrix<float>(R.col(feature));
}

}  // namespace

void ComparedDigits::join() {
  const Matrix<float> A = columns_of(left.relevance, feature);
  const Matrix<float> B = columns_of(right.relevance, feature);
  patches.emplace(pool_patches(A, shape, patch), pool_patches(B, shape, patch), scale);
  pixels.emplace(pool_patches(A, shape, 1), pool_patches(B, shape, 1), scale);
}

Vector<double> ComparedDigits::shares() const {
  const Vector<double> parts =
      left.features.cast<double>().cwiseProduct(right.features.cast<double>());
  const double whole = parts.sum();
  return whole == 0 ? Vector<double>::Zero(parts.size()) : Vector<double>(parts / whole);
}

void add_connections(const ComparedDigits& digits, Index count, Views& out) {
  const ImageShape& shape = digits.shape;
  const JointRelevance<float>& joint = *digits.patches;
  StrongestEntries<float> found = joint.strongest(count, kPartners);
  const Partners of_left = found.of_rows(), of_right = found.of_columns();
  const auto strongest = std::move(found).sorted();
  const Shape list{Index(strongest.size())}, plane{shape.height, shape.width};
  Connections view{.left = picture(plane, digits.image),
                   .right = picture(plane, digits.image2),
                   .patch = double(digits.patch),
                   .from = {list, {}},
                   .to = {list, {}},
                   .strengths = {list, {}},
                   .left_sums = list_of(joint.row_sums()),
                   .right_sums = list_of(joint.column_sums()),
                   .left_partners = by_patch(of_left.elements),
                   .left_strengths = by_patch(of_left.strengths),
                   .right_partners = by_patch(of_right.elements),
                   .right_strengths = by_patch(of_right.strengths),
                   .label = {"joint relevance", "gemeinsame Relevanz"}};
  double drawn = 0;
  for (const Connection& one : strongest) {
    view.from.values.push_back(double(one.from));
    view.to.values.push_back(double(one.to));
    view.strengths.values.push_back(one.strength);
    drawn += one.strength;
  }
  const double sum = joint.sum();
  Caption caption{{"Nothing joins the two.", "Nichts verbindet die beiden."}};
  if (!strongest.empty())
    caption = {{"ΣR = {sum}. The {count} strongest of {pairs} pairs are drawn; together they are "
                "{drawn:signed}.",
                "ΣR = {sum}. Gezeichnet sind die {count} stärksten von {pairs} Paaren; zusammen "
                "sind sie {drawn:signed}."},
               {{"sum", sum},
                {"count", double(strongest.size())},
                {"pairs", double(joint.rows() * joint.columns())},
                {"drawn", drawn}}};
  out.add({.id = "connections",
           .title = {"What makes them alike", "Was sie ähnlich macht"},
           .caption = std::move(caption),
           .group = "main"},
          std::move(view));
}

void add_sides(const Matrix<float>* image, const Matrix<float>* image2, const ImageShape& shape,
               const ComparedDigits* digits, Views& out) {
  const Shape plane{shape.height, shape.width};
  const auto add_image = [&](const Matrix<float>* side, const char* id, Text title,
                             const char* sets) {
    if (side == nullptr) return;
    out.add({.id = id, .title = std::move(title), .group = "sides", .sets = sets},
            ImageView{.pixels = picture(plane, *side)});
  };
  add_image(image, "input", {"Left digit", "Linke Ziffer"}, "image");
  add_image(image2, "input2", {"Right digit", "Rechte Ziffer"}, "image2");
  if (digits == nullptr) return;
  const JointRelevance<float>& joint = *digits->pixels;
  const auto add_marginal = [&](const char* id, Text title, const Vector<double>& sums,
                                const Matrix<float>& below) {
    out.add({.id = id,
             .title = std::move(title),
             .caption = {{"Each pixel's sum over all partners.",
                          "Die Summe jedes Pixels über alle Partner."}},
             .group = "marginals",
             .scale_group = "marginals"},
            relevance_heatmap(sums.cast<float>(), below, shape));
  };
  add_marginal("marginal", {"Left, all partners", "Links, alle Partner"}, joint.row_sums(), *image);
  add_marginal("marginal2", {"Right, all partners", "Rechts, alle Partner"}, joint.column_sums(),
               *image2);
}

void add_features(const ComparedDigits& digits, bool selectable, Views& out) {
  const Vector<double> shares = digits.shares();
  std::vector<Index> order(size_t(shares.size()));
  std::iota(order.begin(), order.end(), Index(0));
  const Index shown = std::min<Index>(kFeatures, shares.size());
  std::partial_sort(order.begin(), order.begin() + shown, order.end(), [&](Index a, Index b) {
    const double x = std::abs(shares[a]), y = std::abs(shares[b]);
    return x != y ? x > y : a < b;
  });
  const ImageShape& shape = digits.shape;
  const double scale = std::abs(digits.scale);
  Prototypes grid{.images = {{2 * shown, shape.height, shape.width}, {}},
                  .rows = {{"left", "links"}, {"right", "rechts"}},
                  .columns = {},
                  .scales = {{2}, {0, 0}},
                  .selected = {{2}, {-1, -1}},
                  .values = Array{{2, shown}, {}},
                  .value_label = {"part of y", "Anteil an y"},
                  .percent = true};
  double carried = 0;
  for (Index i = 0; i < shown; ++i) {
    const Index m = order[size_t(i)];
    carried += shares[m];
    grid.columns.push_back(std::to_string(m + 1));
    if (m == digits.feature) grid.selected.values = {0, double(i)};
  }
  for (const Side<float>* side : {&digits.left, &digits.right}) {
    const size_t row = side == &digits.left ? 0 : 1;
    for (Index i = 0; i < shown; ++i) {
      const auto R = side->relevance.col(order[size_t(i)]);
      const float size = std::sqrt(float(scale));
      for (Index p = 0; p < shape.height * shape.width; ++p) {
        float sum = 0;
        for (Index c = 0; c < shape.channels; ++c) sum += R[c * shape.height * shape.width + p];
        grid.images.values.push_back(size * sum);
        grid.scales.values[row] = std::max(grid.scales.values[row], double(std::abs(size * sum)));
      }
      grid.values->values.push_back(shares[order[size_t(i)]]);
    }
  }
  out.add({.id = "features",
           .title = {"Features that carry it", "Merkmale, die sie tragen"},
           .caption =
               {{"The {count} largest of {all} features are {carried:percent} of y. Column m "
                 "holds the factors R_jm and R′_j′m.",
                 "Die {count} größten von {all} Merkmalen sind {carried:percent} von y. "
                 "Spalte m enthält die Faktoren R_jm und R′_j′m."},
                {{"count", double(shown)}, {"all", double(shares.size())}, {"carried", carried}}},
           .sets = selectable ? "feature" : ""},
          std::move(grid));
}

void add_nearest(const NearestDigits& nearest, const DigitSet& training, const Vector<float>& phi,
                 const Matrix<float>& image, bool cosine, Views& out) {
  const auto add = [&](const char* id, Text title, std::vector<Index> found) {
    out.add({.id = id, .title = std::move(title), .sets = "neighbour"},
            training.strip(std::move(found)));
  };
  add("nearest",
      {"Nearest training digits under φ: pick one to explain it",
       "Nächste Trainingsziffern unter φ: Wähle eine, um sie zu erklären"},
      nearest.by_features(phi, cosine, kNearest));
  add("nearest-pixels", {"Nearest by pixels", "Nächste nach Pixeln"},
      nearest.by_pixels(image, kNearest));
}

}  // namespace relevance
