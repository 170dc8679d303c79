// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Ledger;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.models.federation.rounds.SiteAnswer;
import dev.sluice.models.federation.rounds.SiteMemory;
import dev.sluice.models.federation.rounds.SiteRounds;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what a site says, and an audit of each message or refusal. What it remembers is never
 * forgotten, not even when the experiment ends: neither what privacy has cost, nor which rounds it
 * has answered. The secret is read from its file where the operator opens.
 */
final class Send
    extends KeyedCoProcessFunction<String, Keyed<Computed>, Heard, Keyed<FederationUpdate>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(Send.class);

  static final OutputTag<Keyed<FederationKeys>> KEYS =
      new OutputTag<>("keys", Keyed.typeInfo(FederationKeys.class));

  static final OutputTag<Keyed<FederationShares>> SHARES =
      new OutputTag<>("shares", Keyed.typeInfo(FederationShares.class));

  static final OutputTag<Keyed<FederationAudit>> AUDITS =
      new OutputTag<>("audits", Keyed.typeInfo(FederationAudit.class));

  private final SiteSettings settings;

  private transient SiteSecret secret;
  private transient ValueState<SiteMemory> memory;
  private transient ValueState<String> refused;
  private transient Ledger ledger;

  Send(SiteSettings settings) {
    this.settings = settings;
  }

  /** One message. */
  private interface Step {
    Optional<SiteAnswer> of(SiteRounds rounds);
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    try {
      secret = SecretFile.read(Path.of(settings.secretFile()), settings.site());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationFault(e.getMessage(), e);
    }
    memory =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("memory", TypeInformation.of(SiteMemory.class)));
    refused = getRuntimeContext().getState(new ValueStateDescriptor<>("refused", Types.STRING));
  }

  @Override
  public void processElement1(
      Keyed<Computed> keyed, Context context, Collector<Keyed<FederationUpdate>> out)
      throws Exception {
    Computed computed = keyed.record();
    if (computed == null) {
      return; // the experiment has ended
    }
    RoundId id = computed.question().id();
    if (computed.failure() != null) {
      refuse(id, computed.failure(), context);
    } else {
      step(id, rounds -> rounds.computed(computed.question(), computed.numbers()), context, out);
    }
  }

  @Override
  public void processElement2(Heard heard, Context context, Collector<Keyed<FederationUpdate>> out)
      throws Exception {
    if (heard.question() != null) {
      step(heard.id(), rounds -> rounds.asked(heard.question()), context, out);
      return;
    }
    ledger.accepted();
    if (heard.shares() != null) {
      step(heard.id(), rounds -> rounds.received(heard.id(), heard.shares()), context, out);
    }
  }

  private void step(RoundId id, Step step, Context context, Collector<Keyed<FederationUpdate>> out)
      throws Exception {
    SiteMemory before = memory.value();
    SiteRounds rounds =
        new SiteRounds(secret, settings.rules(), before == null ? SiteMemory.begin() : before);
    String why = null;
    Optional<SiteAnswer> answer = Optional.empty();
    try {
      answer = step.of(rounds);
    } catch (RefusalException e) {
      why = e.getMessage();
    } catch (IllegalArgumentException | ArithmeticException e) {
      LOG.error("A message of {} cannot be answered", id, e);
      why = "what was said makes no sense here";
    }
    memory.update(rounds.memory());
    if (why != null) {
      refuse(id, why, context);
    } else if (answer.isPresent()) {
      say(answer.get(), rounds.memory().spent(), context, out);
    }
  }

  private void say(
      SiteAnswer answer, double spent, Context context, Collector<Keyed<FederationUpdate>> out) {
    if (answer instanceof SiteAnswer.PublicKeys keys) {
      context.output(KEYS, Messages.keys(keys));
    } else if (answer instanceof SiteAnswer.Shares shares) {
      context.output(SHARES, Messages.shares(shares, settings.site()));
    } else if (answer instanceof SiteAnswer.Plain plain) {
      out.collect(Messages.plain(plain, settings.site()));
    } else if (answer instanceof SiteAnswer.Masked masked) {
      out.collect(Messages.masked(masked));
    } else if (answer instanceof SiteAnswer.Revealed revealed) {
      context.output(SHARES, Messages.revealed(revealed));
    }
    long now = context.timerService().currentProcessingTime();
    context.output(AUDITS, new Audits(settings).left(answer, spent, now));
  }

  /** Once for a round and reason, however often the same is asked. */
  private void refuse(RoundId id, String why, Context context) throws Exception {
    String told = id.round() + " " + why;
    if (told.equals(refused.value())) {
      return;
    }
    refused.update(told);
    SiteMemory known = memory.value();
    long now = context.timerService().currentProcessingTime();
    double spent = known == null ? 0 : known.spent();
    context.output(AUDITS, new Audits(settings).refused(id, why, spent, now));
  }
}
