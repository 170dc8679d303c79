// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

/**
 * One layer of long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gates of
 * Gers, Schmidhuber and Cummins 2000) over a tree of prefixes, forward and backward through time.
 * The state at a prefix follows from that at the prefix shorter by an entry.
 *
 * <p>Row p + 1 of all arrays is of prefix p; row 0 is the state before the first entry, which is
 * learnt.
 */
final class LstmLayer {
  /** Units of a layer. */
  static final int UNITS = 48;

  /**
   * By unit four numbers: those of input gates first, then of forget gates, cells, output gates.
   */
  static final int GATES = 4 * UNITS;

  /** Input weights, recurrent weights, biases, first hidden state, first cells. */
  static final int PARAMETERS = 2 * UNITS * GATES + GATES + 2 * UNITS;

  private static final int RECURRENT = UNITS * GATES;
  private static final int BIAS = 2 * RECURRENT;
  private static final int HIDDEN = BIAS + GATES;
  private static final int CELLS = HIDDEN + UNITS;

  /** Where the layer's parameters begin. */
  private final int offset;

  private final double[][] input = new double[UNITS][GATES];
  private final double[][] recurrent = new double[UNITS][GATES];
  private final double[][] inputTransposed = new double[GATES][UNITS];
  private final double[][] recurrentTransposed = new double[GATES][UNITS];
  private final double[] bias = new double[GATES];

  /** Gates and new cells: before their functions, after these, then gradients with respect. */
  private final Rows gates = new Rows(GATES);

  private final Rows cells = new Rows(UNITS);
  private final Rows squashed = new Rows(UNITS);
  private final Rows hidden = new Rows(UNITS);

  /** What the hidden states give to the gates of longer prefixes. */
  private final Rows passedOn = new Rows(GATES);

  LstmLayer(int offset) {
    this.offset = offset;
  }

  /** Copies its parameters. */
  void use(double[] parameters) {
    for (int unit = 0; unit < UNITS; unit++) {
      System.arraycopy(parameters, offset + unit * GATES, input[unit], 0, GATES);
      System.arraycopy(parameters, offset + RECURRENT + unit * GATES, recurrent[unit], 0, GATES);
    }
    transpose(input, inputTransposed);
    transpose(recurrent, recurrentTransposed);
    System.arraycopy(parameters, offset + BIAS, bias, 0, GATES);
    gates.reach(1);
    cells.reach(1);
    hidden.reach(1);
    System.arraycopy(parameters, offset + HIDDEN, hidden.row(0), 0, UNITS);
    System.arraycopy(parameters, offset + CELLS, cells.row(0), 0, UNITS);
  }

  private static void transpose(double[][] matrix, double[][] transposed) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < transposed.length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
  }

  /** What an input of all layers but the first comes from. */
  Rows hidden() {
    return hidden;
  }

  /** What an input gives to the gates, biases included. */
  double[] ofInput(double[] x) {
    double[] sum = bias.clone();
    for (int unit = 0; unit < UNITS; unit++) {
      Products.addScaled(sum, input[unit], x[unit]);
    }
    return sum;
  }

  /** Makes room for prefixes up to {@code to}. */
  private void reach(int to) {
    gates.reach(to + 1);
    cells.reach(to + 1);
    squashed.reach(to + 1);
    hidden.reach(to + 1);
  }

  /** Computes prefixes of one length where few inputs are possible. */
  void forward(PrefixTree tree, int from, int to, double[] ofZero, double[] ofOne) {
    reach(to);
    for (int prefix = from; prefix < to; prefix++) {
      double[] source = tree.entry(prefix) ? ofOne : ofZero;
      System.arraycopy(source, 0, gates.row(prefix + 1), 0, GATES);
    }
    recur(tree, from, to);
  }

  /** Computes prefixes of one length from the hidden states of the layer below. */
  void forward(PrefixTree tree, int from, int to, Rows below) {
    reach(to);
    for (int prefix = from; prefix < to; prefix++) {
      System.arraycopy(bias, 0, gates.row(prefix + 1), 0, GATES);
    }
    Products.add(below.rows(), from + 1, input, gates.rows(), from + 1, to - from);
    recur(tree, from, to);
  }

  private void recur(PrefixTree tree, int from, int to) {
    int first = tree.shorter(from);
    int shorter = tree.shorter(to - 1) + 1 - first;
    passedOn.reach(shorter);
    passedOn.clear(0, shorter);
    Products.add(hidden.rows(), first + 1, recurrent, passedOn.rows(), 0, shorter);
    for (int prefix = from; prefix < to; prefix++) {
      int before = tree.shorter(prefix);
      double[] gate = gates.row(prefix + 1);
      Products.addScaled(gate, passedOn.row(before - first), 1);
      double[] old = cells.row(before + 1);
      double[] cell = cells.row(prefix + 1);
      double[] squash = squashed.row(prefix + 1);
      double[] state = hidden.row(prefix + 1);
      Squash.logistic(gate, 0, 2 * UNITS);
      Squash.tanh(gate, 2 * UNITS, 3 * UNITS);
      Squash.logistic(gate, 3 * UNITS, GATES);
      for (int unit = 0; unit < UNITS; unit++) {
        cell[unit] = gate[UNITS + unit] * old[unit] + gate[unit] * gate[2 * UNITS + unit];
      }
      System.arraycopy(cell, 0, squash, 0, UNITS);
      Squash.tanh(squash, 0, UNITS);
      for (int unit = 0; unit < UNITS; unit++) {
        state[unit] = gate[3 * UNITS + unit] * squash[unit];
      }
    }
  }

  /**
   * Goes back through time, to the gradients with respect to the gates before their functions,
   * which then stand in place of the gates.
   *
   * @param above by row, the gradient with respect to the hidden state from above; what comes from
   *     longer prefixes is added
   * @param work for the layers in turn
   */
  void backward(PrefixTree tree, Rows above, LstmWork work, double[] gradient) {
    int rows = tree.inner() + 1;
    work.clear(rows);
    for (int length = tree.lengths() - 1; length >= 0; length--) {
      int from = tree.first(length);
      int to = tree.first(length + 1);
      Products.add(
          work.gates().rows(), from + 1, recurrentTransposed, above.rows(), from + 1, to - from);
      for (int prefix = from; prefix < to; prefix++) {
        backward(prefix + 1, tree.shorter(prefix) + 1, above, work);
      }
    }
    Products.add(work.gates().rows(), 0, recurrentTransposed, above.rows(), 0, 1);
    add(above.row(0), gradient, offset + HIDDEN);
    add(work.cells().row(0), gradient, offset + CELLS);
    work.product(hidden, 0, work.gates(), 0, rows, gradient, offset + RECURRENT);
    double[] sum = new double[GATES];
    for (int row = 1; row < rows; row++) {
      Products.addScaled(sum, gates.row(row), 1);
    }
    add(sum, gradient, offset + BIAS);
  }

  private void backward(int row, int before, Rows above, LstmWork work) {
    double[] gate = gates.row(row);
    double[] squash = squashed.row(row);
    double[] ofHidden = above.row(row);
    double[] ofCells = work.cells().row(row);
    double[] old = cells.row(before);
    double[] ofOld = work.cells().row(before);
    for (int unit = 0; unit < UNITS; unit++) {
      double in = gate[unit];
      double forget = gate[UNITS + unit];
      double fresh = gate[2 * UNITS + unit];
      double out = gate[3 * UNITS + unit];
      double t = squash[unit];
      double ofCell = ofCells[unit] + ofHidden[unit] * out * (1 - t * t);
      gate[unit] = ofCell * fresh * in * (1 - in);
      gate[UNITS + unit] = ofCell * old[unit] * forget * (1 - forget);
      gate[2 * UNITS + unit] = ofCell * in * (1 - fresh * fresh);
      gate[3 * UNITS + unit] = ofHidden[unit] * t * out * (1 - out);
      ofOld[unit] += ofCell * forget;
    }
    Products.addScaled(work.gates().row(before), gate, 1);
  }

  /** After {@link #backward}: the gradient with respect to the input weights. */
  void ofInputWeights(PrefixTree tree, Rows below, LstmWork work, double[] gradient) {
    work.product(below, 1, gates, 1, tree.inner(), gradient, offset);
  }

  /** After {@link #backward}: sets the gradient with respect to the inputs. */
  void ofInputs(PrefixTree tree, Rows inputs) {
    inputs.reach(tree.inner() + 1);
    inputs.clear(0, tree.inner() + 1);
    Products.add(gates.rows(), 1, inputTransposed, inputs.rows(), 1, tree.inner());
  }

  /** After {@link #backward}: the gradient with respect to what the gates of a prefix are of. */
  double[] ofGates(int prefix) {
    return gates.row(prefix + 1);
  }

  /**
   * The same of inputs that are few: adds the gradient with respect to the input weights.
   *
   * @param x an input
   * @param ofGates the sum of the gradients with respect to the gates where it is the input
   * @return the gradient with respect to the input
   */
  double[] ofInput(double[] x, double[] ofGates, double[] gradient) {
    double[] ofX = new double[UNITS];
    for (int unit = 0; unit < UNITS; unit++) {
      for (int g = 0; g < GATES; g++) {
        gradient[offset + unit * GATES + g] += x[unit] * ofGates[g];
        ofX[unit] += input[unit][g] * ofGates[g];
      }
    }
    return ofX;
  }

  private static void add(double[] part, double[] gradient, int at) {
    for (int i = 0; i < part.length; i++) {
      gradient[at + i] += part[i];
    }
  }
}
