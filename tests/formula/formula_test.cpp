#include "formula/formula.hpp"

#include <Eigen/LU>
#include <catch2/catch.hpp>

#include "base/error.hpp"
#include "base/random.hpp"

using namespace relevance;

namespace {

constexpr double kExact = 1e-12;

Eigen::MatrixXd scalar(double value) { return Eigen::MatrixXd::Constant(1, 1, value); }

Symbols table() {
  Eigen::MatrixXd a(2, 2), w(2, 1), x(2, 1), mu(2, 1);
  a << 1, 2, 3, 5;
  w << 2, -1;
  x << 4, 6;
  mu << 1, 2;
  return {{"a_1", scalar(3)},
          {"a_2", scalar(2)},
          {"gamma", scalar(0.25)},
          {"lambda", scalar(2)},
          {"A", a},
          {"w", w},
          {"x", x},
          {"mu", mu},
          {"d", scalar(2)}};
}

Eigen::MatrixXd value(const std::string& json) { return evaluate(read_formula(json), table()); }
double number(const std::string& json) {
  INFO(json);
  const Eigen::MatrixXd result = value(json);
  REQUIRE(result.size() == 1);
  return result(0);
}

Error error_of(const std::string& json) {
  INFO(json);
  try {
    value(json);
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  return Error("internal", "");
}

}  // namespace

TEST_CASE("formula: arithmetic as the reader of LaTeX gives it") {
  CHECK(number(R"(["InvisibleOperator",2,"a_1","a_2"])") == 12);
  CHECK(number(R"(["Subtract","a_1","a_2"])") == 1);
  CHECK(number(R"(["Add",["InvisibleOperator","EulerGamma","a_1"],"a_2"])") == 2.75);
  CHECK(number(R"(["InvisibleOperator",["Negate","a_1"],"a_2"])") == -6);
  CHECK(number(R"({"num":"0.5"})") == 0.5);
  CHECK(number(R"(["Rational",1,2])") == 0.5);
  CHECK(number(R"(["Power",10,["Negate",3]])") == Approx(1e-3));
  CHECK(number(R"(["Root",27,3])") == Approx(3));
  CHECK(number(R"(["Power","e",["Negate","a_2"]])") == Approx(std::exp(-2.0)));
  CHECK(number(R"(["Exp",["Negate","a_2"]])") == Approx(std::exp(-2.0)));
  CHECK(number(R"(["Log","a_1"])") == Approx(std::log(3.0)));  // the course's log is natural
  CHECK(number(R"(["InvisibleOperator","Pi","a_2"])") == Approx(2 * 3.14159265358979));
  CHECK(number(R"(["Annotated",["Divide","a_1","a_2"],{"dict":{"mathStyle":"normal"}}])") == 1.5);
  CHECK(number(R"(["InvisibleOperator","a_1",["HorizontalSpacing",3],"a_2"])") == 6);
  CHECK(number(R"(["List",["Add","a_1",1]])") == 4);  // brackets of other kinds
  CHECK(number(R"(["InvisibleOperator",["Set",["Add","a_1",1]],"a_2"])") == 8);
}

TEST_CASE("formula: the closed form of LRP-gamma") {
  const char* raw =
      R"(["Divide",["InvisibleOperator",["Power","a_2",2],["Delimiter",["Subtract","a_1","a_2"]]],["InvisibleOperator",["Delimiter",["Add",["InvisibleOperator","EulerGamma","a_1"],"a_2"]],["Delimiter",["Subtract",["InvisibleOperator",["Delimiter",["Add",1,"EulerGamma"]],"a_1"],"a_2"]]]])";
  CHECK(std::abs(number(raw) - 4.0 / (2.75 * 1.75)) < kExact);
}

TEST_CASE("formula: functions, also written as words") {
  CHECK(number(R"(["Min","a_1","a_2"])") == 2);
  CHECK(number(R"(["Min",["Set","a_1","a_2"]])") == 2);
  CHECK(number(R"(["Max",{"num":"0"},["Subtract","a_2","a_1"]])") == 0);
  CHECK(number(R"(["Min","x"])") == 4);
  CHECK(number(R"(["InvisibleOperator","relu",["Delimiter",["Negate","a_1"]]])") == 0);
  CHECK(
      number(
          R"j(["InvisibleOperator",["__unit__","min"],["Delimiter",["Sequence","a_1","a_2"],{"str":"(,)"}]])j") ==
      2);
  CHECK(number(R"(["Power",["Tanh","a_1"],2])") == Approx(std::pow(std::tanh(3.0), 2)));
  CHECK(number(R"(["Norm",["Subtract","x","mu"]])") == 5);
  CHECK(number(R"(["Power",["Norm",["Subtract","x","mu"],2],2])") == Approx(25));
  CHECK(number(R"(["Norm",["Subtract","x","mu"],"PositiveInfinity"])") == 4);
  CHECK(number(R"(["Dot","x","w"])") == 2);
  CHECK(number(R"(["Multiply","x","w"])") == 2);  // x · w
  CHECK(number(R"(["AngleBracket","x","w"])") == 2);
  CHECK(value(R"(["HadamardProduct","x","w"])")(1) == -6);
}

TEST_CASE("formula: matrices, transposes in every spelling, inverses") {
  const Symbols s = table();
  const Eigen::MatrixXd &A = s.at("A"), &w = s.at("w");
  const Eigen::MatrixXd expected = A * A.transpose() * w;
  for (const char* transposed :
       {R"(["Transpose","A"])", R"(["Power","A","True"])", R"(["Power","A",["__unit__","T"]])",
        R"(["Power","A","T"])", R"(["Power","A","top"])", R"(["Power","A","intercal"])"}) {
    INFO(transposed);
    CHECK(value(std::string(R"(["InvisibleOperator","A",)") + transposed + R"(,"w"])")
              .isApprox(expected, kExact));
  }
  CHECK(value(R"(["InvisibleOperator",["Power","A",["Negate",1]],"w"])")
            .isApprox(A.inverse() * w, kExact));
  CHECK(value(R"(["Power","A",["Negate","True"]])").isApprox(A.inverse().transpose(), kExact));
  CHECK(value(R"(["Power",["Delimiter",["InvisibleOperator","A",["Transpose","A"]]],["Negate",1]])")
            .isApprox((A * A.transpose()).inverse(), kExact));
  CHECK(number(R"(["InvisibleOperator",["Transpose","w"],"A","w"])") ==
        Approx((w.transpose() * A * w)(0)));
  CHECK(value(R"(["Add","mu",["Divide",["Subtract","x","mu"],["Norm",["Subtract","x","mu"]]]])")(
            0) == Approx(1.6));
  CHECK(value(R"(["Matrix",["List",["List",1,2],["List","a_1",4]],{"str":"[]"}])")(1, 0) == 3);
  CHECK(value(R"(["Matrix",["List",["List","a_1"],["List",1]]])").cols() == 1);
  CHECK(value(R"j(["Delimiter",["Sequence","a_1","a_2"],{"str":"(,)"}])j").rows() == 2);
  CHECK(value(R"j(["Transpose",["Delimiter",["Sequence","a_1",{"num":"0"}],{"str":"(,)"}]])j")
            .cols() == 2);
}

TEST_CASE("formula: inverse and determinant agree with Eigen's, singular matrices have none") {
  Random random(5);
  for (Index n : {2, 3, 6, 10}) {
    const Eigen::MatrixXd m = random.normal_matrix<double>(n, n);
    const Symbols s{{"M", m}};
    CHECK(evaluate(read_formula(R"(["Inverse","M"])"), s).isApprox(m.inverse(), 1e-9));
    CHECK(evaluate(read_formula(R"(["Determinant","M"])"), s)(0) == Approx(m.determinant()));
  }
  const Symbols singular{{"M", Eigen::MatrixXd::Ones(2, 2)}};
  CHECK(evaluate(read_formula(R"(["Determinant","M"])"), singular)(0) == 0);
  CHECK(std::isnan(evaluate(read_formula(R"(["Inverse","M"])"), singular)(0)));
}

TEST_CASE("formula: sums over an index, entries counted from 1") {
  CHECK(number(R"(["Sum","x_i",["Tuple","i",1,"d"]])") == 10);
  CHECK(number(R"(["Sum","x_i",["Limits","i",1,2]])") == 10);
  CHECK(number(R"(["Sum","x_i",["Tuple","i"]])") == 10);  // all entries
  CHECK(number(R"(["Sum","x_i",["Tuple","ImaginaryUnit",1,"d"]])") == 10);
  CHECK(number(
            R"(["Sum",["Power",["Delimiter",["Subtract","x_i","mu_i"]],2],["Tuple","i",1,"d"]])") ==
        25);
  CHECK(
      number(R"(["Sum",["InvisibleOperator","A_ij","x_i"],["Tuple","i",1,2],["Tuple","j",1,2]])") ==
      (1 + 2) * 4 + (3 + 5) * 6);
  CHECK(
      number(
          R"(["Sum",["Sum",["InvisibleOperator","x_i","w_j"],["Tuple","j",1,2]],["Tuple","i",1,2]])") ==
      10);
  CHECK(
      number(
          R"(["Sum",["InvisibleOperator",["Subscript","A",["Delimiter",["Sequence","i","j"],{"str":","}]],"x_i"],["Tuple","i"],["Tuple","j"]])") ==
      60);
  CHECK(number(R"(["Sum",["Subscript","x",["Add","i",1]],["Tuple","i",1,1]])") == 6);
  CHECK(number(R"(["Product","i",["Tuple","i",1,4]])") == 24);
  CHECK(number(R"(["Sum","i",["Tuple","i",2,1]])") == 0);
  CHECK(number(R"("x_2")") == 6);
  CHECK(number(R"("A_21")") == 3);
  CHECK(error_of(R"("x_3")").params.at("expected") == "2");
  CHECK(error_of(R"(["Sum",1,["Tuple","i"]])").params.at("reason") == "limits");
}

TEST_CASE("formula: cases") {
  CHECK(number(R"(["Which",["Less","a_1","a_2"],"a_1",["GreaterEqual","a_1","a_2"],"a_2"])") == 2);
  CHECK(
      number(
          R"(["Which",["Less",["InvisibleOperator","a_1"],"a_2"],["Delimiter",["Sequence","a_1","Nothing"],{"str":","}],"True",["Delimiter",["Sequence","a_2","Nothing"],{"str":","}]])") ==
      2);
  CHECK(
      number(
          R"(["Which",["And",["GreaterEqual","a_1","a_2"],["Greater","EulerGamma",{"num":"0"}]],1,"True",2])") ==
      1);
  CHECK(
      number(
          R"(["Which",["Delimiter",["Sequence",["GreaterEqual","a_1","a_2"],["Greater","gamma",9]]],1,"True",2])") ==
      2);
  CHECK(number(R"(["Which",["Less",{"num":"0"},"a_1","a_2"],1,"True",2])") == 2);
  CHECK(number(R"(["If",["Equal","a_1",3],7,8])") == 7);
  CHECK(std::isnan(number(R"(["Which",["Less","a_1","a_2"],"a_1"])")));
  CHECK(
      holds(read_formula(R"(["Or",["Less","a_1","a_2"],["Not",["Equal","a_1","a_2"]]])"), table()));
}

TEST_CASE("formula: the table's own names win over constants and styles") {
  Symbols s{{"e", scalar(7)},       {"pi", scalar(5)},    {"phi", scalar(3)},
            {"gamma_1", scalar(2)}, {"f(x)", scalar(11)}, {"f(tx)", scalar(13)},
            {"t", scalar(2)},       {"x", scalar(1)},     {"x_tilde", scalar(17)},
            {"x_star", scalar(19)}};
  const auto of = [&](const char* json) { return evaluate(read_formula(json), s)(0); };
  CHECK(of(R"("e")") == 7);
  CHECK(of(R"("ExponentialE")") == 7);
  CHECK(of(R"("Pi")") == 5);
  CHECK(of(R"("GoldenRatio")") == 3);
  CHECK(of(R"(["Subscript","EulerGamma",1])") == 2);
  CHECK(of(R"("x_bold")") == 1);
  CHECK(of(R"(["OverVector","x"])") == 1);
  CHECK(of(R"(["OverTilde","x"])") == 17);
  CHECK(of(R"(["Superstar","x"])") == 19);
  CHECK(of(R"(["InvisibleOperator","t","f",["Delimiter","x"]])") == 22);
  CHECK(of(R"(["InvisibleOperator","f",["Delimiter",["InvisibleOperator","t","x"]]])") == 13);
}

TEST_CASE("formula: f(x) is f where the table has no x, and a product where it has") {
  const Symbols without{{"f", scalar(3)}, {"t", scalar(2)}};
  const Formula answer = read_formula(R"(["InvisibleOperator","t","f",["Delimiter","x"]])");
  CHECK(evaluate(answer, without)(0) == 6);
  Symbols with = without;
  with["x"] = scalar(5);
  CHECK(evaluate(answer, with)(0) == 30);
  const Formula scaled =
      read_formula(R"(["InvisibleOperator","f",["Delimiter",["InvisibleOperator","t","x"]]])");
  CHECK_THROWS_AS(evaluate(scaled, without), Error);
}

TEST_CASE("formula: what cannot be read says why") {
  const auto reason = [](const char* json) { return error_of(json).params.at("reason"); };
  CHECK(reason(R"(["Subtract","a_1","b_2"])") == "symbol");
  CHECK(error_of(R"("a_3")").params.at("nearest") == "a_1");
  CHECK(error_of(R"(["InvisibleOperator","lamda","a_1"])").params.at("nearest") == "lambda");
  CHECK(reason(R"(["Integrate","x","x"])") == "function");
  CHECK(
      reason(
          R"({"fn":["Error",{"str":"unexpected-delimiter"},["LatexString",{"str":"("}]],"sourceOffsets":[0,1]})") ==
      "bracket");
  CHECK(
      reason(
          R"(["Sequence","x",{"fn":["Error",{"str":"unexpected-operator"},["LatexString",{"str":"+"}]]}])") ==
      "missing");
  CHECK(reason(R"(["Sequence",{"num":"0.9"},["KroneckerDelta","i","j"]])") == "leftover");
  CHECK(reason(R"(["Divide",["Divide","a_1",["Error","'missing'"]],"a_2"])") == "missing");
  CHECK(error_of(R"(["Divide","x",{"fn":["Error",{"str":"missing"}]}])").params.at("context") ==
        "denominator");
  CHECK(
      reason(
          R"(["InvisibleOperator","x",{"fn":["Error",{"str":"unexpected-command"},["LatexString",{"str":"\\foo"}]]}])") ==
      "command");
  CHECK(reason(R"(["Delimiter",["Sequence",{"num":"0"},5],{"str":","}])") == "comma");
  CHECK(reason(R"("'hello'")") == "text");
  CHECK(reason(R"(["Sum"])") == "missing");
  CHECK(reason(R"("Max")") == "missing");
  CHECK(reason(R"(["Less","a_1","a_2"])") == "comparison");
  CHECK(reason(R"(["Block","Nothing","Nothing"])") == "missing");
  CHECK(reason(R"("Nothing")") == "empty");
  CHECK(reason("") == "formula");
  CHECK(reason("[1,2]") == "formula");
  CHECK(reason("{}") == "formula");
}

TEST_CASE("formula: shapes that do not fit are named") {
  const Error sum = error_of(R"(["Add","x",1])");
  CHECK(sum.code == "formula-shape");
  CHECK(sum.params.at("given") == "2×1");
  CHECK(sum.params.at("other") == "1×1");
  CHECK(sum.message.find("a vector with 2 entries and a number") != std::string::npos);
  for (const char* json :
       {R"(["InvisibleOperator","x","x"])", R"(["Divide",1,"x"])", R"(["Power","x",2])",
        R"(["Abs","x"])", R"(["Add","x",["Transpose","x"]])",
        R"(["Which",["Less","a_1","a_2"],"x","True","a_1"])"})
    CHECK(error_of(json).code == "formula-shape");
}

TEST_CASE("formula: hostile input ends in an error, soon") {
  const auto nested = [](const std::string& open, const std::string& close, int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += open;
    text += "1";
    for (int i = 0; i < depth; ++i) text += close;
    return text;
  };
  CHECK(error_of(nested("[\"Negate\",", "]", 2000)).params.at("reason") == "size");
  CHECK(error_of(std::string(1000000, '[')).code == "formula-unreadable");
  CHECK(error_of("\"" + std::string(5000, 'a') + "\"").code == "formula-unreadable");
  std::string sums = "1";
  for (const char* i : {"i", "j", "k"})
    sums = "[\"Sum\"," + sums + ",[\"Tuple\",\"" + i + "\",1,100000]]";
  CHECK(error_of(sums).code == "too-much-work");
  Random random(3);
  const std::string alphabet = "[]\",{}01a_:AdSum ";
  for (int trial = 0; trial < 20000; ++trial) {
    std::string text;
    for (Index n = random.below(30); n >= 0; --n) text += alphabet[size_t(random.below(17))];
    try {
      value(text);
    } catch (const Error&) {
    }
  }
}

TEST_CASE("formula: free symbols leave out bound indices") {
  CHECK(free_symbols(
            read_formula(R"(["Sum",["InvisibleOperator","x_i","a_1"],["Tuple","i",1,"d"]])")) ==
        std::vector<std::string>{"a_1", "d", "x"});
}

TEST_CASE("formula: work is refused before it is done") {
  const Symbols symbols{{"M", Eigen::MatrixXd::Identity(150, 150)},
                        {"v", Eigen::VectorXd::Ones(9000)}};
  for (const char* json : {
           R"(["Sum",["Determinant","M"],["Tuple","i",1,10000]])",
           R"(["Power","M",64])",
           R"(["Multiply","v",["Transpose","v"]])",
           R"(["Diagonal","v"])",
       }) {
    INFO(json);
    std::string code;
    try {
      evaluate(read_formula(json), symbols);
    } catch (const Error& error) {
      code = error.code;
    }
    CHECK(code == "too-much-work");
  }
  CHECK(evaluate(read_formula(R"(["Determinant","M"])"), symbols)(0) == Approx(1));
}
