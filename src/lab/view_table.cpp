#include "lab/view_table.hpp"

#include <algorithm>

namespace relevance {
namespace {

/// For each kind: its name, what it shows, and `f(name, member, meaning)` for every field.
template <class V>
struct Kind;

template <>
struct Kind<ImageView> {
  static constexpr auto name = "image", meaning = "A grey picture: ink in [0, 1].";
  template <class F>
  static void fields(F f) {
    f("pixels", &ImageView::pixels, "{H, W} in [0, 1], ink = 1");
  }
};

template <>
struct Kind<Heatmap> {
  static constexpr auto name = "heatmap", meaning = "A signed picture on a symmetric scale.";
  template <class F>
  static void fields(F f) {
    f("values", &Heatmap::values, "{H, W}, signed");
    f("underlay", &Heatmap::underlay, "{H, W} in [0, 1], shown beneath with an overlay slider");
  }
};

template <>
struct Kind<Bars> {
  static constexpr auto name = "bars", meaning = "Named numbers; a click sets `sets` to the label.";
  template <class F>
  static void fields(F f) {
    f("labels", &Bars::labels, "n names");
    f("values", &Bars::values, "{n}");
    f("selected", &Bars::selected, "index, −1 none");
    f("relevance", &Bars::relevance, "whether its numbers are relevance: coloured by sign");
    f("probabilities", &Bars::probabilities, "{n} in [0, 1]");
    f("terms", &Bars::terms, "n ids that light with a formula's terms, or none");
  }
};

template <>
struct Kind<Maps> {
  static constexpr auto name = "maps", meaning = "One layer's relevance, a map a channel.";
  template <class F>
  static void fields(F f) {
    f("values", &Maps::values, "{C, H, W}");
    f("total", &Maps::total, "their sum");
    f("rule", &Maps::rule, "the rule as it is called everywhere, empty for the output");
    f("absorbed", &Maps::absorbed, "what the layer kept back");
    f("by_cause", &Maps::by_cause, "{4}: bias, epsilon, zero denominator, the rule itself");
  }
};

template <>
struct Kind<Strip> {
  static constexpr auto name = "strip", meaning = "Thumbnails to pick from.";
  template <class F>
  static void fields(F f) {
    f("images", &Strip::images, "{n, H, W} in [0, 1]");
    f("labels", &Strip::labels, "n names");
    f("indices", &Strip::indices, "{n}: what a click sets");
    f("flagged", &Strip::flagged, "{n}: 1 where the network is wrong");
    f("predictions", &Strip::predictions, "{n}: the class the network reads");
    f("also", &Strip::also, "k controls that a click sets as well");
    f("also_values", &Strip::also_values, "{n, k}: to what");
  }
};

template <>
struct Kind<Curves> {
  static constexpr auto name = "curves", meaning = "Functions of one variable; NaN breaks a curve.";
  template <class F>
  static void fields(F f) {
    f("x", &Curves::x, "{n}");
    f("names", &Curves::names, "of the m curves");
    f("values", &Curves::values, "{m, n}");
    f("label_x", &Curves::label_x, "of the axis");
    f("label_y", &Curves::label_y, "of the axis");
    f("marker", &Curves::marker,
      "a line at the present x; a drag moves it if `sets` names a slider");
    f("band", &Curves::band, "{m, n}: half widths of a band about each curve");
    f("log_x", &Curves::log_x, "logarithmic axis");
    f("log_y", &Curves::log_y, "logarithmic axis");
  }
};

template <>
struct Kind<Table> {
  static constexpr auto name = "table", meaning = "Numbers in rows and columns.";
  template <class F>
  static void fields(F f) {
    f("columns", &Table::columns, "names");
    f("rows", &Table::rows, "names");
    f("values", &Table::values, "{rows, columns}");
  }
};

template <>
struct Kind<NetworkView> {
  static constexpr auto name = "network";
  static constexpr auto meaning =
      "A drawn network. If `sets` names a control, its array holds the weights, editable.";
  template <class F>
  static void fields(F f) {
    f("labels", &NetworkView::labels, "LaTeX, one for each of n neurons");
    f("columns", &NetworkView::columns, "{n}: layer, from 0 at the input");
    f("activations", &NetworkView::activations, "{n}");
    f("relevances", &NetworkView::relevances, "{n}");
    f("reached", &NetworkView::reached, "{n}: 1 where the relevance has arrived at this step");
    f("node_terms", &NetworkView::node_terms, "n ids");
    f("from", &NetworkView::from, "{m}: neuron an edge comes from");
    f("to", &NetworkView::to, "{m}: neuron it goes to");
    f("weights", &NetworkView::weights, "{m}");
    f("flows", &NetworkView::flows, "{m}: relevance that flows along it");
    f("flowing", &NetworkView::flowing, "{m}: 1 where the flow is shown");
    f("edge_terms", &NetworkView::edge_terms, "m ids");
    f("step", &NetworkView::step, "of editable weights");
    f("edge_labels", &NetworkView::edge_labels,
      "LaTeX: what stands on each of m edges in place of its weight, \"\" nothing");
    f("biases", &NetworkView::biases, "{n}: what a neuron adds by itself, 0 where it has none");
    f("wide", &NetworkView::wide, "drawn at full size, larger than its place: moved and zoomed");
  }
};

template <>
struct Kind<Plane> {
  static constexpr auto name = "plane";
  static constexpr auto meaning = "A signed map over two controls; a click or drag sets both.";
  template <class F>
  static void fields(F f) {
    f("values", &Plane::values, "{H, W}, row 0 at the bottom");
    f("x_range", &Plane::x_range, "{2}");
    f("y_range", &Plane::y_range, "{2}");
    f("x_control", &Plane::x_control, "name of the control across");
    f("y_control", &Plane::y_control, "name of the control upwards");
    f("x_label", &Plane::x_label, "LaTeX");
    f("y_label", &Plane::y_label, "LaTeX");
    f("point", &Plane::point, "{2}: where the controls stand");
  }
};

template <>
struct Kind<Field> {
  static constexpr auto name = "field";
  static constexpr auto meaning = "A function of two variables with contours and what lies on it.";
  template <class F>
  static void fields(F f) {
    f("values", &Field::values, "{H, W}, row 0 at the bottom");
    f("x_range", &Field::x_range, "{2}");
    f("y_range", &Field::y_range, "{2}");
    f("levels", &Field::levels, "{k}: of the contours");
    f("zero", &Field::zero, "the level drawn bold");
    f("points", &Field::points, "{n, 2}");
    f("point_labels", &Field::point_labels, "n names, LaTeX");
    f("point_controls", &Field::point_controls, "n: the point control a drag sets, \"\" fixed");
    f("point_terms", &Field::point_terms, "n ids");
    f("arrows", &Field::arrows, "{m, 4}: x0, y0, x1, y1");
    f("arrow_terms", &Field::arrow_terms, "m ids");
    f("path", &Field::path, "{k, 2}: a walk from its first point to its last");
    f("ellipses", &Field::ellipses, "{m, 6}: cx, cy, m11, m12, m21, m22 of {c + M u, ‖u‖ = 1}");
    f("ellipse_terms", &Field::ellipse_terms, "m ids");
    f("set", &Field::set, "{p, 2}: the points of one control");
    f("set_kinds", &Field::set_kinds, "{p}: index of the name of each, which has a shape");
    f("set_names", &Field::set_names, "of the kinds");
    f("set_control", &Field::set_control, "the point set control a drag sets, \"\" fixed");
  }
};

template <>
struct Kind<Prototypes> {
  static constexpr auto name = "prototypes";
  static constexpr auto meaning =
      "A grid of images. A click sets `sets` to the column's word and `row_control` to the row's.";
  template <class F>
  static void fields(F f) {
    f("images", &Prototypes::images, "{rows·columns, H, W}");
    f("rows", &Prototypes::rows, "names");
    f("columns", &Prototypes::columns, "words");
    f("scales", &Prototypes::scales, "{rows}: 0 for ink in [0, 1], s > 0 for signed values in ±s");
    f("selected", &Prototypes::selected, "{2}: row, column");
    f("row_control", &Prototypes::row_control, "the control a row stands for, or \"\"");
    f("row_values", &Prototypes::row_values, "its value, a row each");
    f("values", &Prototypes::values, "{rows, columns}: the number under each");
    f("value_label", &Prototypes::value_label, "what these numbers are");
    f("percent", &Prototypes::percent, "whether they are shares");
    f("marks", &Prototypes::marks, "{rows, columns}: 1 where flagged");
  }
};

template <>
struct Kind<Spectrum> {
  static constexpr auto name = "spectrum";
  static constexpr auto meaning = "Eigenvalues in order, the negative ones marked.";
  template <class F>
  static void fields(F f) {
    f("values", &Spectrum::values, "{n}, falling");
    f("label", &Spectrum::label, "what they are eigenvalues of");
    f("floor", &Spectrum::floor, "magnitudes below it are rounding");
  }
};

template <>
struct Kind<Trajectory> {
  static constexpr auto name = "trajectory";
  static constexpr auto meaning = "Paths in the plane over a vector field.";
  template <class F>
  static void fields(F f) {
    f("x_range", &Trajectory::x_range, "{2}");
    f("y_range", &Trajectory::y_range, "{2}");
    f("field", &Trajectory::field, "{m, 4}: x, y and the velocity there");
    f("paths", &Trajectory::paths, "{k, 2}: the places of all paths, one after the other");
    f("starts", &Trajectory::starts, "{p}: index of each path's first place");
    f("label_x", &Trajectory::label_x, "of the axis");
    f("label_y", &Trajectory::label_y, "of the axis");
    f("points", &Trajectory::points, "{n, 2}");
    f("point_labels", &Trajectory::point_labels, "n names, LaTeX");
    f("point_controls", &Trajectory::point_controls,
      "n: the point control a drag sets, \"\" fixed");
  }
};

template <>
struct Kind<MatrixView> {
  static constexpr auto name = "matrix";
  static constexpr auto meaning = "A signed matrix with the sums of its rows and columns.";
  template <class F>
  static void fields(F f) {
    f("values", &MatrixView::values, "{rows, columns}, signed");
    f("rows", &MatrixView::rows, "names, LaTeX");
    f("columns", &MatrixView::columns, "names, LaTeX");
    f("row_sums", &MatrixView::row_sums, "{rows}");
    f("column_sums", &MatrixView::column_sums, "{columns}");
    f("label_rows", &MatrixView::label_rows, "of the axis down");
    f("label_columns", &MatrixView::label_columns, "of the axis across");
    f("entry_values", &MatrixView::entry_values,
      "what a click on an entry sets, row by row, or none");
    f("selected", &MatrixView::selected, "the entry chosen, row by row, −1 none");
  }
};

template <>
struct Kind<Series> {
  static constexpr auto name = "series", meaning = "Values at whole places, as stems.";
  template <class F>
  static void fields(F f) {
    f("names", &Series::names, "of the m series");
    f("values", &Series::values, "{m, n}; NaN: no value there");
    f("label_x", &Series::label_x, "of the axis");
    f("label_y", &Series::label_y, "of the axis");
    f("first", &Series::first, "place of the first value");
    f("marker", &Series::marker, "the place looked at; a drag moves it if `sets` names a control");
  }
};

template <>
struct Kind<Connections> {
  static constexpr auto name = "connections";
  static constexpr auto meaning = "Two images and the patches that connect them.";
  template <class F>
  static void fields(F f) {
    f("left", &Connections::left, "{H, W} in [0, 1]");
    f("right", &Connections::right, "{H, W} in [0, 1]");
    f("patch", &Connections::patch, "side of a patch, in pixels");
    f("from", &Connections::from, "{k}: patch of the left image, row-major");
    f("to", &Connections::to, "{k}: patch of the right image");
    f("strengths", &Connections::strengths, "{k}, signed");
    f("left_sums", &Connections::left_sums, "{patches}: each one's sum over all partners, signed");
    f("right_sums", &Connections::right_sums, "{patches}, signed");
    f("left_partners", &Connections::left_partners,
      "{patches, p}: the strongest partners of each patch of the left image, strongest first");
    f("left_strengths", &Connections::left_strengths, "{patches, p}, signed");
    f("right_partners", &Connections::right_partners, "{patches, p}: patches of the left image");
    f("right_strengths", &Connections::right_strengths, "{patches, p}, signed");
    f("label", &Connections::label, "what a strength is");
  }
};

template <>
struct Kind<PointSets> {
  static constexpr auto name = "point-sets", meaning = "Points in the plane, by set.";
  template <class F>
  static void fields(F f) {
    f("points", &PointSets::points, "{n, 2}");
    f("sets", &PointSets::sets, "{n}: index of the set");
    f("names", &PointSets::names, "of the sets");
    f("x_range", &PointSets::x_range, "{2}");
    f("y_range", &PointSets::y_range, "{2}");
    f("control", &PointSets::control, "the point set a drag changes, \"\" none");
    f("label_x", &PointSets::label_x, "of the axis");
    f("label_y", &PointSets::label_y, "of the axis");
  }
};

template <class T>
struct PageType;
// clang-format off
template <> struct PageType<bool> { static constexpr auto name = "boolean"; };
template <> struct PageType<double> { static constexpr auto name = "number"; };
template <> struct PageType<std::string> { static constexpr auto name = "string"; };
template <> struct PageType<Text> { static constexpr auto name = "Text"; };
template <> struct PageType<Strings> { static constexpr auto name = "string[]"; };
template <> struct PageType<Texts> { static constexpr auto name = "Text[]"; };
template <> struct PageType<Array> { static constexpr auto name = "NumberArray"; };
template <> struct PageType<Picture> { static constexpr auto name = "Picture"; };
template <> struct PageType<PictureField> { static constexpr auto name = "Picture"; };
// clang-format on

const Picture& at_hand(const PictureField& field) { return std::get<Picture>(field); }

template <class T>
std::optional<FieldRef> ref(const T& field) {
  return FieldRef(&field);
}
std::optional<FieldRef> ref(const PictureField& field) { return FieldRef(&at_hand(field)); }
template <class T>
std::optional<FieldRef> ref(const std::optional<T>& field) {
  return field ? ref(*field) : std::nullopt;
}

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;

template <class T>
struct Plain {
  using type = T;
};
template <class T>
struct Plain<std::optional<T>> {
  using type = T;
};

template <class V>
ViewKind describe() {
  ViewKind kind{Kind<V>::name, Kind<V>::meaning, {}};
  Kind<V>::fields([&]<class T>(const char* name, T V::*, const char* meaning) {
    kind.fields.push_back({name, PageType<typename Plain<T>::type>::name, is_optional<T>, meaning});
  });
  return kind;
}

template <class... Views>
std::vector<ViewKind> describe_all(const std::variant<Views...>*) {
  return {describe<Views>()...};
}

}  // namespace

const char* kind_of(const View& view) {
  return std::visit([]<class V>(const V&) -> const char* { return Kind<V>::name; }, view.body);
}

void each_field(const View& view, const std::function<void(const char*, FieldRef)>& visit) {
  const auto is_kept = [&](const char* name) {
    return std::find(view.kept.begin(), view.kept.end(), name) != view.kept.end();
  };
  std::visit(
      [&]<class V>(const V& body) {
        Kind<V>::fields([&](const char* name, auto member, const char*) {
          if (is_kept(name)) return;
          if (const auto field = ref(body.*member)) visit(name, *field);
        });
      },
      view.body);
}

void each_picture(View& view, const std::function<void(const char*, PictureField&)>& visit) {
  std::visit(
      [&]<class V>(V& body) {
        Kind<V>::fields([&]<class T>(const char* name, T V::*member, const char*) {
          if constexpr (std::is_same_v<T, PictureField>) visit(name, body.*member);
        });
      },
      view.body);
}

std::vector<ViewKind> view_kinds() { return describe_all(static_cast<const ViewBody*>(nullptr)); }

}  // namespace relevance
