#include "experiments/shared/explained_image.hpp"

namespace relevance {

Matrix<float> over_channels(const Matrix<float>& values, const ImageShape& shape) {
  return values.reshaped(shape.height * shape.width, shape.channels).rowwise().sum();
}

Picture picture(const Shape& shape, const Matrix<float>& column) {
  return {shape, std::vector<float>(column.data(), column.data() + column.rows())};
}

Caption strongest_caption(const Matrix<float>& relevance, const ImageShape& shape,
                          const std::string& target) {
  Caption caption;
  Index best = 0, worst = 0;
  const double most = double(relevance.col(0).maxCoeff(&best));
  const double least = double(relevance.col(0).minCoeff(&worst));
  const auto mark = [&](const std::string& side, Index at, double value) {
    const Index pixel = at % (shape.height * shape.width);
    const Index row = pixel / shape.width, column = pixel % shape.width;
    caption.params[side + "_row"] = double(row + 1);
    caption.params[side + "_column"] = double(column + 1);
    caption.params[side + "_value"] = value;
  };
  const bool pro = most > 0, contra = least < 0;
  if (pro) mark("for", best, most);
  if (contra) mark("against", worst, least);
  caption.params["target"] = target;
  const Text for_text{
      "Strongest for {target}: row {for_row}, column {for_column}, {for_value:signed}",
      "Am stärksten für {target}: Zeile {for_row}, Spalte {for_column}, "
      "{for_value:signed}"};
  const std::string en =
      "trongest against: row {against_row}, column {against_column}, "
      "{against_value:signed}";
  const std::string de =
      "m stärksten dagegen: Zeile {against_row}, Spalte {against_column}, "
      "{against_value:signed}";
  if (pro && contra)
    caption.text = {for_text.en + "; s" + en, for_text.de + "; a" + de};
  else if (pro)
    caption.text = for_text;
  else if (contra)
    caption.text = {"S" + en, "A" + de};
  else
    caption.text = {"No pixel contributes.", "Kein Pixel trägt etwas bei."};
  return caption;
}

Heatmap relevance_heatmap(const Matrix<float>& relevance, const Matrix<float>& image,
                          const ImageShape& shape) {
  const Shape plane{shape.height, shape.width};
  return {.values = picture(plane, relevance), .underlay = picture(plane, image)};
}

}  // namespace relevance
