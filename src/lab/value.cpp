#include "lab/value.hpp"

namespace relevance {

Eigen::MatrixXd to_matrix(const Array& array) {
  const Index size = Index(array.values.size());
  const Index columns = array.shape.size() == 2 ? array.shape[1] : 1;
  Eigen::MatrixXd matrix(columns == 0 ? 0 : size / columns, columns);
  for (Index i = 0; i < matrix.size(); ++i)
    matrix(i / columns, i % columns) = array.values[size_t(i)];
  return matrix;
}

Array to_array(const Eigen::MatrixXd& matrix) {
  Array array;
  if (matrix.cols() != 1)
    array.shape = {matrix.rows(), matrix.cols()};
  else if (matrix.rows() != 1)
    array.shape = {matrix.rows()};
  for (Index r = 0; r < matrix.rows(); ++r)
    for (Index c = 0; c < matrix.cols(); ++c) array.values.push_back(matrix(r, c));
  return array;
}

}  // namespace relevance
