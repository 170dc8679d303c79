// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.RoundState;
import dev.sluice.models.federation.secure.SecureRound;
import dev.sluice.models.federation.secure.SecureSite;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.models.federation.secure.SiteState;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What one secure sum of updates costs: processor time of one site and of the coordinator, and the
 * bytes of numbers, keys and shares that one site sends. Some sites drop out after their shares,
 * the costliest moment. By the thread's own clock.
 */
@Command(name = "secure-sum", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class SecureSumCosts implements Callable<Integer> {
  private static final double MILLIS = 1e3;
  private static final int WARM_UP = 20;
  private static final int KEY_BYTES = 64;
  private static final int SHARE_BYTES = 32;
  private static final int DIGEST_BYTES = 64;

  @Option(names = "--sites", split = ",", defaultValue = "3,10,30,100", description = "Numbers K.")
  private List<Integer> sites;

  @Option(names = "--variables", split = ",", defaultValue = "8,20,50", description = "Numbers N.")
  private List<Integer> variables;

  @Option(names = "--drop-outs", defaultValue = "0.2", description = "Share of the sites.")
  private double dropOuts;

  @Option(names = "--repeats", defaultValue = "5", description = "Sums; the median counts.")
  private int repeats;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SecureSumCosts()).execute(arguments));
  }

  @Override
  public Integer call() {
    System.out.printf(
        Locale.ROOT,
        "%6s%6s%10s%14s%18s%12s%16s%n",
        "sites",
        "N",
        "drop out",
        "ms of a site",
        "ms of coordinator",
        "bytes plain",
        "bytes masked");
    for (int round = 1; round <= WARM_UP; round++) {
      new Sum(10, 8, -round).run(8);
    }
    for (int n : variables) {
      for (int k : sites) {
        measure(k, n);
      }
    }
    return 0;
  }

  private void measure(int k, int n) {
    int dropped = (int) (k * dropOuts);
    double[] ofSite = new double[repeats];
    double[] ofCoordinator = new double[repeats];
    long bytes = 0;
    for (int repeat = 0; repeat < repeats; repeat++) {
      Sum sum = new Sum(k, n, repeat);
      double before = ThisProcess.threadSeconds();
      bytes = sum.run(k - dropped);
      double all = ThisProcess.threadSeconds() - before;
      ofSite[repeat] = sum.siteSeconds / k * MILLIS;
      ofCoordinator[repeat] = (all - sum.siteSeconds) * MILLIS;
    }
    System.out.printf(
        Locale.ROOT,
        "%6d%6d%10d%14.1f%18.1f%12d%16d%n",
        k,
        n,
        dropped,
        median(ofSite),
        median(ofCoordinator),
        UpdateEncoding.bytes(n),
        bytes);
  }

  private static double median(double... values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** One sum, message by message. */
  private static final class Sum {
    private final SecureSite[] sites;
    private final String[] names;
    private final SecureRound round;
    private final RingVector vector;
    private double siteSeconds;

    Sum(int k, int n, int repeat) {
      RoundId id = new RoundId("costs", repeat, 0);
      int length = (int) (UpdateEncoding.bytes(n) / Integer.BYTES);
      vector = new RingVector(1, IntStream.range(0, length).toArray());
      round = new SecureRound(RoundState.open(id, 2, 1, length));
      names = IntStream.range(0, k).mapToObj("site-%03d"::formatted).toArray(String[]::new);
      sites = new SecureSite[k];
      for (int i = 0; i < k; i++) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) (i + 1));
        sites[i] = new SecureSite(new SiteSecret(secret, names[i]), SiteState.begin(id, 2));
      }
    }

    /** Bytes that a survivor sends. */
    long run(int survivors) {
      for (SecureSite site : sites) {
        round.keys(timed(site::keys));
      }
      Roster roster = round.fixRoster(Roster.majority(sites.length));
      for (SecureSite site : sites) {
        for (EncryptedShares share : timed(() -> site.shares(roster))) {
          round.shares(share);
        }
      }
      round.fixMembers();
      for (int i = 0; i < survivors; i++) {
        SecureSite site = sites[i];
        EncryptedShares[] inbox = round.inbox(names[i]);
        MaskedUpdate update = timed(() -> site.masked(vector, inbox));
        round.update(update);
      }
      String[] alive = round.fixSurvivors();
      for (int i = 0; i < survivors; i++) {
        SecureSite site = sites[i];
        round.reveal(timed(() -> site.reveal(alive)));
      }
      RingVector sum = round.sum();
      if (sum.values()[1] != survivors) {
        throw new IllegalStateException("the sum is wrong: " + sum.values()[1]);
      }
      long shares = (sites.length - 1) * (2L * SHARE_BYTES + 16);
      long numbers = (long) vector.values().length * Integer.BYTES;
      return KEY_BYTES + shares + numbers + DIGEST_BYTES + (long) sites.length * SHARE_BYTES;
    }

    private <T> T timed(Callable<T> part) {
      double before = ThisProcess.threadSeconds();
      try {
        return part.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      } finally {
        siteSeconds += ThisProcess.threadSeconds() - before;
      }
    }
  }
}
