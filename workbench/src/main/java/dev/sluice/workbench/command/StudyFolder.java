// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;

/**
 * Where a study writes its results.
 *
 * @param path an existing folder
 */
public record StudyFolder(Path path) {
  /**
   * Opens a folder, which is created if need be.
   *
   * @throws Failure if it cannot be
   */
  public static StudyFolder open(Path path) {
    try {
      return new StudyFolder(Files.createDirectories(path));
    } catch (IOException e) {
      throw new Failure("--out " + path + ": " + InputFile.why(e), e);
    }
  }

  /** Writes lines of text to a file. */
  public void write(String name, List<String> lines) {
    try {
      Files.write(path.resolve(name), lines);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Writes a chart to files of two formats: {@code name.svg} and {@code name.png}. */
  public void write(String name, XYChart chart) {
    writeSvg(name, chart);
    try (OutputStream png = Files.newOutputStream(path.resolve(name + ".png"))) {
      BitmapEncoder.saveBitmap(chart, png, BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Writes a picture to {@code name.png}. */
  public void write(String name, BufferedImage picture) {
    try (OutputStream png = Files.newOutputStream(path.resolve(name + ".png"))) {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /** Writes a chart to {@code name.svg}. */
  public void writeSvg(String name, XYChart chart) {
    try (OutputStream svg = Files.newOutputStream(path.resolve(name + ".svg"))) {
      VectorGraphicsEncoder.saveVectorGraphic(
          chart, svg, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  private Failure failure(String name, IOException e) {
    return new Failure(path.resolve(name) + ": " + InputFile.why(e), e);
  }
}
