#include "lab/frame.hpp"

namespace relevance {

Quantities& Quantities::operator()(const char* name, Quantity array) {
  insert_or_assign(name, std::move(array));
  return *this;
}
Quantities& Quantities::operator()(const char* name, double number) {
  return (*this)(name, Quantity{{}, {number}});
}
Quantities& Quantities::operator()(const char* name, const Eigen::MatrixXd& matrix) {
  return (*this)(name, to_array(matrix));
}
Quantities& Quantities::operator()(const char* name, const Eigen::VectorXd& vector) {
  return (*this)(name, Quantity{{vector.size()}, {vector.data(), vector.data() + vector.size()}});
}

}  // namespace relevance
