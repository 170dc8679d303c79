// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One axial slice of each of some cases, a row each: as it is, and then once for each model, with
 * the outline of the truth and that of the model's prediction. The slice is the one with most of
 * the lesion; without a lesion the one with most that is predicted, or the middle.
 *
 * @param models names, one for each prediction of a case
 * @param cases rows, from the top
 */
record SlicePicture(List<String> models, List<Case> cases) {
  private static final int EDGE = 176;
  private static final int GAP = 10;
  private static final int HEAD = 26;
  private static final int SIDE = 150;
  private static final Color TRUTH = new Color(0x56b4e9);
  private static final Color PREDICTION = new Color(0xe69f00);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** A case: what stands beside it, its image, the truth, and a prediction of each model. */
  record Case(String label, Volume image, Mask truth, List<Mask> predictions) {

    private int slice() {
      int best = most(truth);
      for (int p = 0; best < 0 && p < predictions.size(); p++) {
        best = most(predictions.get(p));
      }
      return best < 0 ? image.grid().z() / 2 : best;
    }

    /** The slice with most voxels of a mask; -1 if it has none. */
    private static int most(Mask mask) {
      int best = -1;
      int largest = 0;
      for (int z = 0; z < mask.grid().z(); z++) {
        int count = 0;
        for (int i = z * mask.grid().x() * mask.grid().y(), n = 0;
            n < mask.grid().x() * mask.grid().y();
            i++, n++) {
          count += mask.voxels()[i] ? 1 : 0;
        }
        if (count > largest) {
          largest = count;
          best = z;
        }
      }
      return best;
    }
  }

  /** Draws all. */
  BufferedImage draw() {
    int width = SIDE + (models.size() + 1) * (EDGE + GAP);
    int height = 2 * HEAD + cases.size() * (EDGE + GAP);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = picture.createGraphics();
    canvas.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, width, height);
    canvas.setFont(FONT);
    head(canvas);
    for (int row = 0; row < cases.size(); row++) {
      draw(cases.get(row), HEAD + row * (EDGE + GAP), canvas);
    }
    foot(canvas, height - GAP);
    canvas.dispose();
    return picture;
  }

  private static int column(int at) {
    return SIDE + at * (EDGE + GAP);
  }

  private void head(Graphics2D canvas) {
    canvas.setColor(Color.BLACK);
    canvas.drawString("phantom", column(0), HEAD - GAP);
    for (int m = 0; m < models.size(); m++) {
      canvas.drawString(models.get(m), column(m + 1), HEAD - GAP);
    }
  }

  private static void foot(Graphics2D canvas, int y) {
    canvas.setColor(TRUTH.darker());
    canvas.drawString("blue: the true lesion", column(0), y);
    canvas.setColor(PREDICTION.darker());
    canvas.drawString("orange: predicted", column(1), y);
  }

  private static void draw(Case each, int top, Graphics2D canvas) {
    int z = each.slice();
    canvas.setColor(Color.BLACK);
    canvas.drawString(each.label(), GAP, top + EDGE / 2);
    for (int at = 0; at <= each.predictions().size(); at++) {
      image(each.image(), z, column(at), top, canvas);
      if (at > 0) {
        outline(each.truth(), z, TRUTH, 3.5f, column(at), top, canvas);
        outline(each.predictions().get(at - 1), z, PREDICTION, 1.5f, column(at), top, canvas);
      }
    }
  }

  /** Grey from the smallest to the largest number of the slice, in neurological order. */
  private static void image(Volume image, int z, int left, int top, Graphics2D canvas) {
    Grid grid = image.grid();
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (int y = 0; y < grid.y(); y++) {
      for (int x = 0; x < grid.x(); x++) {
        lowest = Math.min(lowest, image.at(x, y, z));
        highest = Math.max(highest, image.at(x, y, z));
      }
    }
    float range = Math.max(highest - lowest, Float.MIN_NORMAL);
    for (int y = 0; y < grid.y(); y++) {
      for (int x = 0; x < grid.x(); x++) {
        int grey = Math.round(255 * (image.at(x, y, z) - lowest) / range);
        canvas.setColor(new Color(grey, grey, grey));
        int[] box = box(grid, x, y, left, top);
        canvas.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
      }
    }
  }

  /** Borders between voxels within and without. */
  private static void outline(
      Mask mask, int z, Color colour, float width, int left, int top, Graphics2D canvas) {
    Grid grid = mask.grid();
    canvas.setColor(colour);
    canvas.setStroke(new BasicStroke(width));
    for (int y = 0; y < grid.y(); y++) {
      for (int x = 0; x < grid.x(); x++) {
        if (!mask.at(x, y, z)) {
          continue;
        }
        int[] box = box(grid, x, y, left, top);
        if (isOutside(mask, x - 1, y, z)) {
          canvas.drawLine(box[0], box[1], box[0], box[3]);
        }
        if (isOutside(mask, x + 1, y, z)) {
          canvas.drawLine(box[2], box[1], box[2], box[3]);
        }
        if (isOutside(mask, x, y - 1, z)) {
          canvas.drawLine(box[0], box[3], box[2], box[3]);
        }
        if (isOutside(mask, x, y + 1, z)) {
          canvas.drawLine(box[0], box[1], box[2], box[1]);
        }
      }
    }
  }

  private static boolean isOutside(Mask mask, int x, int y, int z) {
    return !mask.grid().contains(x, y, z) || !mask.at(x, y, z);
  }

  /** Left, top, right and bottom of a voxel; the second axis points up. */
  private static int[] box(Grid grid, int x, int y, int left, int top) {
    double longest = Math.max(grid.x() * grid.spacingX(), grid.y() * grid.spacingY());
    double perX = EDGE * grid.spacingX() / longest;
    double perY = EDGE * grid.spacingY() / longest;
    int bottom = top + (int) Math.round(grid.y() * perY);
    return new int[] {
      left + (int) Math.round(x * perX),
      bottom - (int) Math.round((y + 1) * perY),
      left + (int) Math.round((x + 1) * perX),
      bottom - (int) Math.round(y * perY)
    };
  }
}
