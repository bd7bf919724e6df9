//! The same dialogue as teloxide's own examples would have it: `/start`, a family's button, a
//! number, the bill. Catalogue, gateway and card are cektagihan's, so that only the Telegram side
//! and the state differ.

use std::error::Error;
use std::sync::Arc;

use cektagihan::domain::{
    account::AccountNumber, catalogue::Catalogue, inquiry::Inquiry, number_rule::NumberReading, product::ProductCode,
};
use cektagihan::ports::{BillGateway, Freshness};
use serde::{Deserialize, Serialize};
use teloxide::{
    dispatching::{
        UpdateHandler,
        dialogue::{self, Storage},
    },
    prelude::*,
    types::ParseMode,
    utils::command::BotCommands,
};

use crate::words;

/// What the handlers need.
pub struct Office {
    /// Where bills are asked.
    pub gateway: Arc<dyn BillGateway>,
    /// The products on offer.
    pub catalogue: Catalogue,
}

/// What the bot waits for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub enum State {
    /// `/start`.
    #[default]
    Start,
    /// A press on a family.
    ReceiveFamily,
    /// The customer's number.
    ReceiveNumber {
        /// For this product.
        product: ProductCode,
    },
}

type HandlerResult = Result<(), Box<dyn Error + Send + Sync>>;

#[derive(BotCommands, Clone)]
#[command(rename_rule = "lowercase")]
enum Command {
    /// Menu utama.
    Start,
    /// Batalkan.
    Batal,
}

/// Runs the bot until the process ends.
pub async fn run<S>(bot: Bot, storage: Arc<S>, office: Arc<Office>)
where
    S: Storage<State> + Send + Sync + 'static,
    S::Error: Error + Send + Sync + 'static,
{
    Dispatcher::builder(bot, schema::<S>()).dependencies(dptree::deps![storage, office]).build().dispatch().await;
}

fn schema<S>() -> UpdateHandler<Box<dyn Error + Send + Sync>>
where
    S: Storage<State> + Send + Sync + 'static,
    S::Error: Error + Send + Sync + 'static,
{
    use dptree::case;

    let commands = teloxide::filter_command::<Command, _>()
        .branch(case![Command::Start].endpoint(start::<S>))
        .branch(case![Command::Batal].endpoint(cancel::<S>));
    let messages = Update::filter_message()
        .branch(commands)
        .branch(case![State::ReceiveNumber { product }].endpoint(receive_number::<S>))
        .branch(dptree::endpoint(not_understood));
    let presses = Update::filter_callback_query().branch(case![State::ReceiveFamily].endpoint(receive_family::<S>));

    dialogue::enter::<Update, S, State, _>().branch(messages).branch(presses)
}

async fn start<S>(bot: Bot, dialogue: Dialogue<State, S>, message: Message, office: Arc<Office>) -> HandlerResult
where
    S: Storage<State>,
    S::Error: Error + Send + Sync + 'static,
{
    bot.send_message(message.chat.id, words::home())
        .parse_mode(ParseMode::Html)
        .reply_markup(words::families(&office.catalogue))
        .await?;
    dialogue.update(State::ReceiveFamily).await?;
    Ok(())
}

async fn receive_family<S>(
    bot: Bot,
    dialogue: Dialogue<State, S>,
    query: CallbackQuery,
    office: Arc<Office>,
) -> HandlerResult
where
    S: Storage<State>,
    S::Error: Error + Send + Sync + 'static,
{
    bot.answer_callback_query(query.id.clone()).await?;
    let family = query.data.as_deref().and_then(|label| words::family_called(&office.catalogue, label));
    let product = family.and_then(|family| office.catalogue.family(family).next());
    if let (Some(product), Some(message)) = (product, query.regular_message()) {
        bot.edit_message_text(message.chat.id, message.id, words::ask_number(product))
            .parse_mode(ParseMode::Html)
            .reply_markup(words::back())
            .await?;
        dialogue.update(State::ReceiveNumber { product: product.code.clone() }).await?;
    }
    Ok(())
}

async fn receive_number<S>(
    bot: Bot,
    dialogue: Dialogue<State, S>,
    code: ProductCode, // Available from `State::ReceiveNumber`.
    message: Message,
    office: Arc<Office>,
) -> HandlerResult
where
    S: Storage<State>,
    S::Error: Error + Send + Sync + 'static,
{
    let product = office.catalogue.product(&code).ok_or("the product is gone")?;
    let typed = AccountNumber::parse(message.text().unwrap_or_default())?;
    let account = match product.number.read(&typed) {
        NumberReading::Fits(account) | NumberReading::Converted(account, _) => account,
        NumberReading::Doubtful(..) | NumberReading::Refused(_) => {
            bot.send_message(message.chat.id, words::ask_number(product)).parse_mode(ParseMode::Html).await?;
            return Ok(());
        }
    };
    let inquiry = Inquiry { product: code, account, period: None };
    let answer = office.gateway.inquire(&inquiry, Freshness::Remembered).await?;
    let (text, buttons) = words::bill(product, &inquiry, &answer);
    bot.send_message(message.chat.id, text).parse_mode(ParseMode::Html).reply_markup(buttons).await?;
    dialogue.exit().await?;
    Ok(())
}

async fn cancel<S>(bot: Bot, dialogue: Dialogue<State, S>, message: Message) -> HandlerResult
where
    S: Storage<State>,
    S::Error: Error + Send + Sync + 'static,
{
    bot.send_message(message.chat.id, words::cancelled()).await?;
    dialogue.exit().await?;
    Ok(())
}

async fn not_understood(bot: Bot, message: Message) -> HandlerResult {
    bot.send_message(message.chat.id, words::not_understood()).await?;
    Ok(())
}
