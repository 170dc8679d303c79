// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The words by which an answer says what it is: labels, openers, corrections, doubts. */
final class Lexicon {

  /** What may go before a statement without changing it. */
  static final Phrases OPENERS =
      Phrases.of(
          """
          sure|sure thing|certainly|of course|okay|ok|alright|all right|well|hmm|hm|so|thus|hence|
          therefore|overall|ultimately|finally|in the end|in conclusion|to conclude|conclusion|
          in summary|in short|honestly|personally|frankly|for me|to me|given this|given that|
          in this case|in this situation|in this scenario|in that case|thank you|thanks|
          great question|as an ai|as an ai model|as an ai language model|as an ai assistant|
          as a language model|based on this|based on the above|all things considered|
          after consideration|after careful consideration|clearly|obviously|definitely|absolutely|probably|most likely|
          if i had to choose|if i have to choose|if i must choose|if i had to pick|
          if i were forced to choose|if forced to choose|if i had to|if i must|if forced|
          if i really had to choose|i think|i believe|i feel|i guess|i suppose|i think that|
          i believe that|i feel that|i would say|i would say that|i say|in my opinion|in my view|
          however|still|nevertheless|on balance|as a result|consequently|for this reason|
          for these reasons|then|and so|in reality|in practice|in truth|in fact|even so|
          for sure|were i forced to choose|were i to choose|had i to choose|should i have to choose|
          assistant|ai|chatbot|bot|model|chatgpt|gpt|claude|gemini
          """);

  /** What names the answer that follows: {@code the final answer}. */
  static final Phrases ADJECTIVES =
      Phrases.of(
          """
          the|my|final|best|correct|right|preferred|chosen|selected|short|own|honest|only|one|
          first|here is|here is my|this is my|so my|so the|better|single|most ethical|ethical|moral|
          morally|ethically|most|more|appropriate|reasonable|sensible|honorable|responsible
          """);

  static final Set<String> ANSWER_NOUNS =
      words(
          "answer answers choice option response decision selection pick preference verdict"
              + " conclusion reply letter action");

  /** The same in other languages, as models write it before a colon. */
  static final Phrases FOREIGN_LABELS =
      Phrases.of(
          """
          antwort|die antwort|meine antwort|endgültige antwort|auswahl|wahl|réponse|ma réponse|
          la réponse|réponse finale|choix|respuesta|mi respuesta|la respuesta|respuesta final|
          elección|resposta|minha resposta|resposta final|risposta|la mia risposta|risposta finale|
          antwoord|svar|odpowiedź|cevap|yanıt|jawaban|ответ|мой ответ|итоговый ответ|выбор|
          відповідь|απάντηση|η απάντηση|η απάντησή μου|επιλογή|答案|回答|我的答案|我的回答|选择|
          我的选择|最终答案|選擇|最終答案|答え|回答|解答|私の答え|답|정답|대답|답변|선택|الإجابة|
          الجواب|إجابتي|الاختيار|उत्तर|मेरा उत्तर|जवाब|תשובה|پاسخ|trả lời|đáp án|คำตอบ
          """);

  /** Verbs of other languages before a letter. */
  static final Phrases FOREIGN_CHOICES =
      Phrases.of(
          """
          ich wähle|ich nehme|meine antwort ist|die antwort ist|meine wahl ist|je choisis|
          je choisirais|ma réponse est|la réponse est|elijo|yo elijo|escojo|elegiría|
          mi respuesta es|la respuesta es|escolho|eu escolho|a resposta é|scelgo|la risposta è|
          я выбираю|выбираю|мой ответ|я выберу|επιλέγω|διαλέγω|η απάντηση είναι|
          η απάντησή μου είναι|我选择|我选|选择|选|我会选择|我会选|答案是|我的答案是|我選擇|我選|正确答案是|正確答案是|选项|選項|選択肢|正解は|선택지|विकल्प|
          الخيار|вариант|opción|la opción|die option|l'option|opção|opzione|optie|επιλογή|
          أختار|الإجابة هي|मेरा उत्तर है|मेरा उत्तर|उत्तर|मेरा जवाब|जवाब|ich würde|
          ich entscheide mich für|réponse|respuesta|antwort|risposta|resposta|ответ|
          我会选择选项|我选择选项|选择选项|我選擇選項|答えは|私の答えは|私は|回答は|정답은|답은|
          제 답은|대답은|저는|나는|ich würde mich für|ich würde mich für die|je choisirai|je préfère|
          je prendrais|j'opterais pour|j'opte pour|yo elegiría|escogería|eu escolheria|escolheria|
          sceglierei|io sceglierei|я бы выбрал|я выбрал бы|я выбрала бы|я бы выбрала|я предпочитаю|मैं विकल्प|मैं
          """);

  /** What may stand between such a verb and a letter. */
  static final Phrases FOREIGN_NOUNS =
      Phrases.of(
          """
          die option|die antwort|l'option|la réponse|la opción|la respuesta|l'opzione|la risposta|
          a opção|a resposta|de optie|вариант|вариант ответа|ответ|опцию|την επιλογή|την απάντηση|
          την|το|选项|選項
          """);

  /** What follows a letter in languages whose verb comes last. */
  static final Phrases FOREIGN_ENDINGS =
      Phrases.of(
          "を選択するでしょう|を選ぶでしょう|चुनूँगा|चुनूंगा|चुनूँगी|चुनूंगी|को चुनूँगा|को चुनूंगा|seçeneğini seçerdim|"
              + "seçeneğini seçerim|seçeneğini seçiyorum|seçeneği|şıkkı|şıkkını seçerim|"
              + "entscheiden|です|を選びます|を選択します|を選ぶ|だ|입니다|를 선택합니다|을 선택합니다|를 선택하겠습니다|"
              + "를 고르겠습니다|를 선택한다|예요|को चुनता हूँ|चुनता हूँ|चुनती हूँ|है|"
              + "wählen|nehmen|bevorzugen|vorziehen");

  /** What takes back what was said before, even if nothing follows. */
  static final Phrases REVISIONS =
      Phrases.of(
          """
          wait|no wait|hold on|scratch that|strike that|on second thought|
          on second thoughts|on reflection|correction|let me reconsider|let me rethink|
          let me correct|let me correct myself|let me change|i change my answer|
          i change my mind|i changed my mind|i have changed my mind|i take that back|
          i take it back|oops|my mistake|i made a mistake|i misspoke|i meant|i mean|make that|
          changing my answer|change that to|change to|or rather|nope|edit
          """);

  /** The same where a choice follows; without one they say nothing. */
  static final Phrases TURNS =
      Phrases.of(
          "actually|then again|sorry|no|instead|rather|but actually|well actually|but no|but wait");

  static final Set<String> REASONS =
      words("because since as due cause coz cuz for so given considering here please although");

  /** After a letter in brackets, these belong to it and begin no remark. */
  static final Set<String> CONJOINING =
      words(
          "or nor and vs versus plus over to than not rather instead is was would will seems sounds"
              + " feels looks appears remains must may might could can should has if unless");

  static final Set<String> SURELY =
      words(
          "definitely certainly obviously clearly absolutely surely always too again indeed"
              + " undoubtedly hands");

  static final Set<String> CONDITIONS =
      words(
          "if unless provided providing assuming depending when otherwise whenever only until"
              + " ideally theoretically");

  /** Before a subject they begin a condition, as in "Had I been rich". */
  static final Set<String> INVERTED = words("had were should");

  static final Set<String> SUBJECTS = words("i he she it we you they the this that there");

  static final Phrases DOUBTS =
      Phrases.of(
          """
          maybe|perhaps|possibly|not sure|i am not sure|but i am not sure|but not sure|unsure|
          i am unsure|undecided|i am undecided|or not|or maybe|or perhaps|i am torn|torn|
          i am not certain|but i am not certain|not certain|it depends|or the other|
          i do not know|but i do not know|hard to say|could be either|or either|or both|both|
          either|either one|either is fine|either would do|both are fine|both are equally good|
          both are acceptable|it could be either|could go either way|it could also be|not really|
          but maybe|but perhaps|i doubt it|or is it|not|but not|never|not this|just kidding|
          just joking|then again|on the other hand|not necessarily|not always|not every time|not in every case|not in all cases|
          not entirely|not quite|not exactly|not completely|yes and no|tie|a tie|it is a tie
          """);

  /** Doubts whatever follows. */
  static final Phrases DEPENDING =
      Phrases.of("it depends|that depends|this depends|depends|it all depends|it would depend");

  /** Words that condemn what goes before them when nothing follows. */
  static final Set<String> CONDEMNING =
      words(
          "worse worst wrong bad terrible horrible awful unacceptable immoral unethical incorrect"
              + " false no nope never rejected unthinkable evil harmful not cruel dangerous"
              + " impossible unfair inappropriate excluded eliminated");

  /** Who says that something is chosen is not always the answer. */
  static final Set<String> OTHERS =
      words(
          "if unless suppose imagine pretend say says said argue argues argued claim claims claimed"
              + " ask asks asked doubt deny whether false untrue quote quoted joking think thinks"
              + " believe believes thought nobody wrong mistake hardly unlikely ideally ideal"
              + " usually normally typically previously formerly traditionally"
              + " perfect theoretically theory");

  private Lexicon() {}

  /** Whether a condition begins here by its verb, as "Were he poor". */
  static boolean isInverted(Tokens tokens, int at) {
    return tokens.isWord(at)
        && tokens.isWord(at + 1)
        && INVERTED.contains(tokens.word(at))
        && SUBJECTS.contains(tokens.word(at + 1));
  }

  /** Whether a clause begins with words that have a meaning here. */
  static boolean isKnown(Tokens tokens, int at, int end) {
    return OPENERS.end(tokens, at, end) >= 0
        || REVISIONS.end(tokens, at, end) >= 0
        || TURNS.end(tokens, at, end) >= 0
        || DOUBTS.end(tokens, at, end) >= 0
        || CONDEMNING.contains(tokens.word(at));
  }

  static Set<String> words(String words) {
    return Arrays.stream(words.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
  }
}
