<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
    <context>
        <name>AccountActs</name>
        <message>
            <source>{name} 删了</source>
            <translation>{name} deleted</translation>
        </message>
        <message>
            <source>{name} 可以采购了</source>
            <translation>{name} may buy again</translation>
        </message>
        <message>
            <source>{name} 连得上，余额 {balance}</source>
            <translation>{name} answers, balance {balance}</translation>
        </message>
        <message>
            <source>上架它的商品…</source>
            <translation>List its products…</translation>
        </message>
        <message>
            <source>不删</source>
            <translation>Keep</translation>
        </message>
        <message>
            <source>修改…</source>
            <translation>Edit…</translation>
        </message>
        <message>
            <source>先不放</source>
            <translation>Not yet</translation>
        </message>
        <message>
            <source>删除 {name}？</source>
            <translation>Delete {name}?</translation>
        </message>
        <message>
            <source>删除账号</source>
            <translation>Delete account</translation>
        </message>
        <message>
            <source>删除账号…</source>
            <translation>Delete account…</translation>
        </message>
        <message>
            <source>加款、返点、对账…</source>
            <translation>Top up, rebate, compare…</translation>
        </message>
        <message>
            <source>同步</source>
            <translation>Sync</translation>
        </message>
        <message>
            <source>它多扣过钱，所以停买了。先在平台后台核对过余额再放开。</source>
            <translation>It overcharged, so buying stopped. Compare the balance on its site before releasing it.</translation>
        </message>
        <message>
            <source>密钥马上抹掉，它的 {n} 个商品不再能采购。以前的采购单都留着。</source>
            <translation>The key is wiped at once; its products ({n}) can no longer be bought. Past purchases stay.</translation>
        </message>
        <message>
            <source>导入货单…</source>
            <translation>Import price list…</translation>
        </message>
        <message>
            <source>成批上架…</source>
            <translation>Take over many…</translation>
        </message>
        <message>
            <source>放开</source>
            <translation>Release</translation>
        </message>
        <message>
            <source>放开，让它继续采购</source>
            <translation>Release for buying</translation>
        </message>
        <message>
            <source>正在测试 {name}</source>
            <translation>Testing {name}</translation>
        </message>
        <message>
            <source>测试连接</source>
            <translation>Test connection</translation>
        </message>
        <message>
            <source>添加货源账号…</source>
            <translation>Add source account…</translation>
        </message>
        <message>
            <source>让 {name} 继续采购？</source>
            <translation>Let {name} buy again?</translation>
        </message>
        <message>
            <source>账号详情…</source>
            <translation>Account details…</translation>
        </message>
    </context>
    <context>
        <name>AccountCard</name>
        <message>
            <source>{balance} · {runway}</source>
            <translation>{balance} · {runway}</translation>
        </message>
        <message>
            <source>{what} · 最后成功 {time}</source>
            <translation>{what} · last good {time}</translation>
        </message>
        <message>
            <source>余额</source>
            <translation>Balance</translation>
        </message>
        <message>
            <source>余额 · 旧</source>
            <translation>Balance · stale</translation>
        </message>
        <message>
            <source>余额低</source>
            <translation>Low balance</translation>
        </message>
        <message>
            <source>余额没有记</source>
            <translation>Balance not kept</translation>
        </message>
        <message>
            <source>余额还没查过</source>
            <translation>Balance not checked yet</translation>
        </message>
        <message>
            <source>停止同步</source>
            <translation>Stop syncing</translation>
        </message>
        <message>
            <source>先同步，才能上架它的商品</source>
            <translation>Sync first to list its products</translation>
        </message>
        <message>
            <source>先找平台客服</source>
            <translation>Contact the platform first</translation>
        </message>
        <message>
            <source>再同步</source>
            <translation>Sync again</translation>
        </message>
        <message>
            <source>到平台加白名单后再同步</source>
            <translation>Add this address on the platform's white list, then sync</translation>
        </message>
        <message>
            <source>可用 {amount}</source>
            <translation>{amount} free</translation>
        </message>
        <message>
            <source>同步</source>
            <translation>Sync</translation>
        </message>
        <message>
            <source>同步中</source>
            <translation>Syncing</translation>
        </message>
        <message>
            <source>多扣了钱，核对后再放开</source>
            <translation>Overcharged. Check it, then release</translation>
        </message>
        <message>
            <source>密钥可能已更换</source>
            <translation>The key may have changed</translation>
        </message>
        <message>
            <source>导入货单</source>
            <translation>Import list</translation>
        </message>
        <message>
            <source>已停买</source>
            <translation>Buying stopped</translation>
        </message>
        <message>
            <source>手工</source>
            <translation>By hand</translation>
        </message>
        <message>
            <source>放开</source>
            <translation>Release</translation>
        </message>
        <message>
            <source>校准电脑时间后再同步</source>
            <translation>Set the computer's clock right, then sync</translation>
        </message>
        <message>
            <source>正在拉价格 {done} / {total}</source>
            <translation>Fetching prices {done} / {total}</translation>
        </message>
        <message>
            <source>正在拉商品</source>
            <translation>Fetching products</translation>
        </message>
        <message>
            <source>正在拉商品 {size} MB</source>
            <translation>Fetching products, {size} MB</translation>
        </message>
        <message>
            <source>正在查余额</source>
            <translation>Checking balance</translation>
        </message>
        <message>
            <source>正在比对 {n} 个商品</source>
            <translation>Comparing {n} products</translation>
        </message>
        <message>
            <source>正在连接</source>
            <translation>Connecting</translation>
        </message>
        <message>
            <source>正常 · {age}同步 · {n} 个商品</source>
            <translation>OK · synced {age} · products {n}</translation>
        </message>
        <message>
            <source>练习</source>
            <translation>Practice</translation>
        </message>
        <message>
            <source>被拒绝</source>
            <translation>Refused</translation>
        </message>
        <message>
            <source>货单 {age}导入 · {n} 个商品</source>
            <translation>List imported {age} · {n} goods</translation>
        </message>
        <message>
            <source>货单导进来，才能上架</source>
            <translation>Import its list before selling</translation>
        </message>
        <message>
            <source>货照旧，稍后再同步</source>
            <translation>Stock unchanged, sync again later</translation>
        </message>
        <message>
            <source>还没同步过</source>
            <translation>Never synced</translation>
        </message>
        <message>
            <source>还没有货单</source>
            <translation>No price list yet</translation>
        </message>
        <message>
            <source>还要约 {time}</source>
            <translation>About {time} left</translation>
        </message>
        <message>
            <source>这个平台查不到余额</source>
            <translation>This platform tells no balance</translation>
        </message>
        <message>
            <source>这个账号的操作</source>
            <translation>Actions for this account</translation>
        </message>
        <message>
            <source>连不上</source>
            <translation>No connection</translation>
        </message>
        <message>
            <source>重新填写</source>
            <translation>Enter again</translation>
        </message>
    </context>
    <context>
        <name>AccountDetailSheet</name>
        <message>
            <source>{name} 的留底和返点记下了</source>
            <translation>Reserve and rebate of {name} saved</translation>
        </message>
        <message>
            <source>一半比这快</source>
            <translation>half are faster</translation>
        </message>
        <message>
            <source>余额</source>
            <translation>Balance</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>减去在路上的和答应的</source>
            <translation>less orders on the way and promises</translation>
        </message>
        <message>
            <source>到账成功率</source>
            <translation>Success rate</translation>
        </message>
        <message>
            <source>到账用时</source>
            <translation>Arrival time</translation>
        </message>
        <message>
            <source>加款、返点、对账…</source>
            <translation>Add money, rebate, reconcile…</translation>
        </message>
        <message>
            <source>加款、返点、手续费记在这里</source>
            <translation>Top-ups, rebates and fees are written here</translation>
        </message>
        <message>
            <source>可用</source>
            <translation>Free</translation>
        </message>
        <message>
            <source>同步</source>
            <translation>Syncs</translation>
        </message>
        <message>
            <source>它能做什么</source>
            <translation>What it can do</translation>
        </message>
        <message>
            <source>改账号…</source>
            <translation>Change account…</translation>
        </message>
        <message>
            <source>最近 30 天 {n} 笔</source>
            <translation>{n} in the last 30 days</translation>
        </message>
        <message>
            <source>最近 30 天没有采购</source>
            <translation>No purchases in 30 days</translation>
        </message>
        <message>
            <source>最近没有采购</source>
            <translation>No recent purchases</translation>
        </message>
        <message>
            <source>有结果了的在订单里看</source>
            <translation>Those with a result are in Orders</translation>
        </message>
        <message>
            <source>每天约花 {amount}</source>
            <translation>about {amount} a day</translation>
        </message>
        <message>
            <source>没完的采购</source>
            <translation>Open purchases</translation>
        </message>
        <message>
            <source>没有没完的采购</source>
            <translation>No open purchases</translation>
        </message>
        <message>
            <source>流水</source>
            <translation>Ledger</translation>
        </message>
        <message>
            <source>留底 {amount}</source>
            <translation>{amount} kept in reserve</translation>
        </message>
        <message>
            <source>练习</source>
            <translation>Practice</translation>
        </message>
        <message>
            <source>账号详情</source>
            <translation>Account details</translation>
        </message>
        <message>
            <source>返点和留底</source>
            <translation>Rebate and reserve</translation>
        </message>
        <message>
            <source>还不知道</source>
            <translation>not known yet</translation>
        </message>
        <message>
            <source>还够多久</source>
            <translation>Lasts</translation>
        </message>
        <message>
            <source>还没同步过</source>
            <translation>Never synced</translation>
        </message>
        <message>
            <source>还没有流水</source>
            <translation>Nothing in the ledger yet</translation>
        </message>
        <message>
            <source>还没查过</source>
            <translation>not asked yet</translation>
        </message>
    </context>
    <context>
        <name>AccountFormSheet</name>
        <message>
            <source>{name} 加好了</source>
            <translation>{name} added</translation>
        </message>
        <message>
            <source>{name} 改好了</source>
            <translation>{name} saved</translation>
        </message>
        <message>
            <source>例如 星桥卡盟</source>
            <translation>Such as 星桥卡盟</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改 {name}</source>
            <translation>Edit {name}</translation>
        </message>
        <message>
            <source>平台</source>
            <translation>Platform</translation>
        </message>
        <message>
            <source>店铺</source>
            <translation>Shop</translation>
        </message>
        <message>
            <source>新账号</source>
            <translation>New account</translation>
        </message>
        <message>
            <source>添加货源账号</source>
            <translation>Add source account</translation>
        </message>
        <message>
            <source>现在存了多少钱在它那里（元，不记余额就空着）</source>
            <translation>What it holds of yours now (yuan; leave empty to keep no balance)</translation>
        </message>
        <message>
            <source>给它起个名字</source>
            <translation>Give it a name</translation>
        </message>
        <message>
            <source>货源账号</source>
            <translation>Source account</translation>
        </message>
        <message>
            <source>连上了：{shop} · 余额 {balance} · {seconds} 秒</source>
            <translation>Connected: {shop} · balance {balance} · {seconds} s</translation>
        </message>
    </context>
    <context>
        <name>AccountMoneySheet</name>
        <message>
            <source>{name} 的钱</source>
            <translation>Money at {name}</translation>
        </message>
        <message>
            <source>{name} 记好了</source>
            <translation>{name}: booked</translation>
        </message>
        <message>
            <source>付了多少</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>余额多了</source>
            <translation>More than booked</translation>
        </message>
        <message>
            <source>余额少了</source>
            <translation>Less than booked</translation>
        </message>
        <message>
            <source>其中手续费</source>
            <translation>Fee in it</translation>
        </message>
        <message>
            <source>其中手续费（没有就空着）</source>
            <translation>Fee in it (empty if none)</translation>
        </message>
        <message>
            <source>写明多少钱</source>
            <translation>Enter the amount</translation>
        </message>
        <message>
            <source>加款</source>
            <translation>Top-up</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>在它那里看到的余额</source>
            <translation>Balance as seen there</translation>
        </message>
        <message>
            <source>多了还是少了</source>
            <translation>More or less</translation>
        </message>
        <message>
            <source>对账：看到的余额</source>
            <translation>Compare: balance as seen</translation>
        </message>
        <message>
            <source>平台余额 {balance}，以平台为准。这里记的钱用来日结对账。</source>
            <translation>Platform balance {balance}: the platform's word counts. What you book here is for the day close.</translation>
        </message>
        <message>
            <source>手续费</source>
            <translation>Fee</translation>
        </message>
        <message>
            <source>最近的流水</source>
            <translation>Latest entries</translation>
        </message>
        <message>
            <source>记下</source>
            <translation>Book</translation>
        </message>
        <message>
            <source>记什么</source>
            <translation>What to book</translation>
        </message>
        <message>
            <source>调整</source>
            <translation>Adjustment</translation>
        </message>
        <message>
            <source>账上余额 {balance}。余额等于下面流水的合计。</source>
            <translation>Booked balance {balance}: the sum of the entries below.</translation>
        </message>
        <message>
            <source>返点到账</source>
            <translation>Rebate</translation>
        </message>
        <message>
            <source>还没有流水</source>
            <translation>No entries yet</translation>
        </message>
        <message>
            <source>退款到账</source>
            <translation>Refund</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>AccountStrip</name>
        <message>
            <source>没有货源账号也能卖本地卡密。接上卡盟，才能同步价格、现买现卖。</source>
            <translation>Local codes sell without a source account. Connect a platform to sync prices and buy on demand.</translation>
        </message>
        <message>
            <source>添加货源账号</source>
            <translation>Add source account</translation>
        </message>
        <message>
            <source>货源账号</source>
            <translation>Source account</translation>
        </message>
    </context>
    <context>
        <name>AccountTables</name>
        <message>
            <source>× {n}</source>
            <translation>× {n}</translation>
        </message>
        <message>
            <source>停下了</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <source>占用</source>
            <translation>At stake</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>同步记录</source>
            <translation>Syncs</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Goods</translation>
        </message>
        <message>
            <source>成了</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>我们的单号</source>
            <translation>Our number</translation>
        </message>
        <message>
            <source>新增 / 变动 / 下架</source>
            <translation>New / changed / gone</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>没完的采购</source>
            <translation>Open purchases</translation>
        </message>
        <message>
            <source>没成</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>没跑完</source>
            <translation>Unfinished</translation>
        </message>
        <message>
            <source>流水</source>
            <translation>Ledger</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>记什么</source>
            <translation>What</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>谁</source>
            <translation>Who</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>AccountTermsFields</name>
        <message>
            <source>再买 {missing}，这个月多返 {gain}。{apart}</source>
            <translation>Buy {missing} more and this month brings {gain} more. {apart}</translation>
        </message>
        <message>
            <source>到 {rate} 档</source>
            <translation>to the {rate} step</translation>
        </message>
        <message>
            <source>加一档</source>
            <translation>Add a step</translation>
        </message>
        <message>
            <source>去掉第 {n} 档</source>
            <translation>Remove step {n}</translation>
        </message>
        <message>
            <source>差到下一档</source>
            <translation>To the next step</translation>
        </message>
        <message>
            <source>已到 {rate} 档</source>
            <translation>{rate} step reached</translation>
        </message>
        <message>
            <source>已是最高一档</source>
            <translation>highest step</translation>
        </message>
        <message>
            <source>平台按月交易额返点的，把各档写在下面；没有就空着。</source>
            <translation>If the platform gives rebates by monthly volume, write the steps below; else leave them empty.</translation>
        </message>
        <message>
            <source>本月已到账 {amount}</source>
            <translation>{amount} received this month</translation>
        </message>
        <message>
            <source>本月返点</source>
            <translation>Rebate so far</translation>
        </message>
        <message>
            <source>本月采购</source>
            <translation>Bought this month</translation>
        </message>
        <message>
            <source>满</source>
            <translation>From</translation>
        </message>
        <message>
            <source>照这样到月底</source>
            <translation>At this pace by month end</translation>
        </message>
        <message>
            <source>留底</source>
            <translation>Reserve</translation>
        </message>
        <message>
            <source>第 {n} 档 月交易额</source>
            <translation>Step {n}: monthly volume</translation>
        </message>
        <message>
            <source>第 {n} 档 返点</source>
            <translation>Step {n}: rebate</translation>
        </message>
        <message>
            <source>账上至少留这么多。可用余额不算它，卖东西也不动它。</source>
            <translation>Keep at least this much. It is not part of the free balance, and no sale touches it.</translation>
        </message>
        <message>
            <source>返</source>
            <translation>gives</translation>
        </message>
        <message>
            <source>返点另算，不进进价和毛利；到账了再记一笔返点到账。</source>
            <translation>Rebates stand apart from cost and margin; book one when it arrives.</translation>
        </message>
        <message>
            <source>返点各档</source>
            <translation>Rebate steps</translation>
        </message>
        <message>
            <source>返点约 {amount}</source>
            <translation>rebate about {amount}</translation>
        </message>
        <message>
            <source>还没到第一档</source>
            <translation>below the first step</translation>
        </message>
    </context>
    <context>
        <name>AccountsTable</name>
        <message>
            <source>上次到账</source>
            <translation>Last arrived</translation>
        </message>
        <message>
            <source>保留</source>
            <translation>Keep</translation>
        </message>
        <message>
            <source>删了找不回来，下次到账会重新记下。卖过的单子不受影响。</source>
            <translation>It cannot be brought back; the next top-up that arrives keeps it anew. Past sales stay as they are.</translation>
        </message>
        <message>
            <source>删掉</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>删掉常用账号 {account}？</source>
            <translation>Remove saved account {account}?</translation>
        </message>
        <message>
            <source>叫法</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>叫法（大号、妈妈…）</source>
            <translation>Name (main account, mum…)</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>常用账号</source>
            <translation>Saved accounts</translation>
        </message>
        <message>
            <source>次数</source>
            <translation>Times</translation>
        </message>
        <message>
            <source>记下来</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
    </context>
    <context>
        <name>AdoptManySheet</name>
        <message>
            <source>{n} 个没有上架：</source>
            <translation>{n} not taken over:</translation>
        </message>
        <message>
            <source>上架</source>
            <translation>Take over</translation>
        </message>
        <message>
            <source>上架 {n} 个</source>
            <translation>Take over {n}</translation>
        </message>
        <message>
            <source>上架了 {n} 个商品</source>
            <translation>{n} products taken over</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>成批上架 {name} 的商品</source>
            <translation>Take over goods of {name}</translation>
        </message>
        <message>
            <source>正在上架</source>
            <translation>Taking over</translation>
        </message>
        <message>
            <source>正在上架 {done}/{total}</source>
            <translation>Taking over {done}/{total}</translation>
        </message>
        <message>
            <source>高于面值的改为面值</source>
            <translation>Sell these at face value</translation>
        </message>
    </context>
    <context>
        <name>AdoptSheet</name>
        <message>
            <source>{name} 上架了，编码 {code}</source>
            <translation>{name} listed, code no. {code}</translation>
        </message>
        <message>
            <source>{name} 多了一个货源</source>
            <translation>{name} has one more source</translation>
        </message>
        <message>
            <source>上架</source>
            <translation>List</translation>
        </message>
        <message>
            <source>为什么还是接受（必填，会留记录）</source>
            <translation>Why you accept it (required, kept)</translation>
        </message>
        <message>
            <source>从货源上架商品</source>
            <translation>List products from a source</translation>
        </message>
        <message>
            <source>先同步一次，再来上架</source>
            <translation>Sync first, then list</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>售价（元）</source>
            <translation>Price (¥)</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>填售价，例如 99.80</source>
            <translation>Enter a price, such as 99.80</translation>
        </message>
        <message>
            <source>它的商品名或编号</source>
            <translation>Its product name or number</translation>
        </message>
        <message>
            <source>库存</source>
            <translation>Stock</translation>
        </message>
        <message>
            <source>按名称自动取</source>
            <translation>Taken from the name</translation>
        </message>
        <message>
            <source>换个说法，或先同步一次</source>
            <translation>Try other words, or sync first</translation>
        </message>
        <message>
            <source>接上</source>
            <translation>Join</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>类型</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>红旗。</source>
            <translation>Red flag.</translation>
        </message>
        <message>
            <source>给 {name} 加货源</source>
            <translation>Add a source to {name}</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Code no.</translation>
        </message>
        <message>
            <source>货源的商品</source>
            <translation>Source's products</translation>
        </message>
        <message>
            <source>货源账号</source>
            <translation>Source account</translation>
        </message>
        <message>
            <source>还不知道它卖什么</source>
            <translation>What it sells is not known yet</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进价 {cost}</source>
            <translation>Cost {cost}</translation>
        </message>
        <message>
            <source>进价要问过才知道</source>
            <translation>Cost known only on asking</translation>
        </message>
    </context>
    <context>
        <name>AfterSalesDetail</name>
        <message>
            <source>{number} · {time} 由 {name} 建单</source>
            <translation>{number} · opened {time} by {name}</translation>
        </message>
        <message>
            <source>{number} · {time} 自动建单</source>
            <translation>{number} · opened by itself {time}</translation>
        </message>
        <message>
            <source>{n} 张</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>{n} 次</source>
            <translation>{n} times</translation>
        </message>
        <message>
            <source>催货源</source>
            <translation>Press source</translation>
        </message>
        <message>
            <source>再查一次货源</source>
            <translation>Ask the source again</translation>
        </message>
        <message>
            <source>再给看卡密…</source>
            <translation>Show the code again…</translation>
        </message>
        <message>
            <source>写回复，或选上面的话术</source>
            <translation>Write a reply, or pick one above</translation>
        </message>
        <message>
            <source>凭证…</source>
            <translation>Proof…</translation>
        </message>
        <message>
            <source>取货码</source>
            <translation>Claim code</translation>
        </message>
        <message>
            <source>回复</source>
            <translation>Reply</translation>
        </message>
        <message>
            <source>处理</source>
            <translation>What to do</translation>
        </message>
        <message>
            <source>复制</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>实收</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>已补偿</source>
            <translation>Made good</translation>
        </message>
        <message>
            <source>常用话术</source>
            <translation>Quick replies</translation>
        </message>
        <message>
            <source>承诺到账</source>
            <translation>Promised by</translation>
        </message>
        <message>
            <source>换卡…</source>
            <translation>Exchange code…</translation>
        </message>
        <message>
            <source>换货源重充…</source>
            <translation>Retry with other source…</translation>
        </message>
        <message>
            <source>换过卡</source>
            <translation>Codes exchanged</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>结单</source>
            <translation>Close ticket</translation>
        </message>
        <message>
            <source>补偿…</source>
            <translation>Make good…</translation>
        </message>
        <message>
            <source>记为已回复</source>
            <translation>Mark as replied</translation>
        </message>
        <message>
            <source>近 90 天售后</source>
            <translation>Tickets in 90 days</translation>
        </message>
        <message>
            <source>退款…</source>
            <translation>Refund…</translation>
        </message>
        <message>
            <source>重开</source>
            <translation>Reopen</translation>
        </message>
        <message>
            <source>顾客</source>
            <translation>Customer</translation>
        </message>
    </context>
    <context>
        <name>AfterSalesKeeper</name>
        <message>
            <source>{count}还没到账，售后单自动建好了，到“订单 › 售后”看</source>
            <translation>{count} not delivered yet; tickets opened by themselves under Orders › After-sales</translation>
        </message>
        <message>
            <source>过了到账承诺</source>
            <translation>The arrival promise has passed</translation>
        </message>
    </context>
    <context>
        <name>AfterSalesTab</name>
        <message>
            <source>{number} 结了</source>
            <translation>{number} closed</translation>
        </message>
        <message>
            <source>今天还没有回复过</source>
            <translation>Nobody was answered today yet</translation>
        </message>
        <message>
            <source>今天首次回复中位 {time}</source>
            <translation>Median first reply today {time}</translation>
        </message>
        <message>
            <source>售后单</source>
            <translation>Tickets</translation>
        </message>
        <message>
            <source>回复</source>
            <translation>Reply</translation>
        </message>
        <message>
            <source>复制了，去发给顾客。发完按 R 记下</source>
            <translation>Copied: send it to the customer, then press R</translation>
        </message>
        <message>
            <source>已结</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>建售后单</source>
            <translation>New ticket</translation>
        </message>
        <message>
            <source>按最急排序 · {n} 分钟内要先回复</source>
            <translation>Most urgent first · reply within {n} minutes</translation>
        </message>
        <message>
            <source>新咨询</source>
            <translation>New question</translation>
        </message>
        <message>
            <source>最近结的在上面</source>
            <translation>Closed last on top</translation>
        </message>
        <message>
            <source>未结</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>未结 {n}</source>
            <translation>Open {n}</translation>
        </message>
        <message>
            <source>没有要处理的售后</source>
            <translation>No trouble to see to</translation>
        </message>
        <message>
            <source>等顾客补材料</source>
            <translation>Waiting for the customer</translation>
        </message>
        <message>
            <source>结了的单都留在这里</source>
            <translation>Closed tickets stay here</translation>
        </message>
        <message>
            <source>结单</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>草稿记成处理结果</source>
            <translation>Note the draft as the decision</translation>
        </message>
        <message>
            <source>草稿记成顾客说的</source>
            <translation>Note the draft as the customer's words</translation>
        </message>
        <message>
            <source>记下回复了</source>
            <translation>Reply noted</translation>
        </message>
        <message>
            <source>记下处理结果了</source>
            <translation>Decision noted</translation>
        </message>
        <message>
            <source>记下顾客的话了</source>
            <translation>Customer's words noted</translation>
        </message>
        <message>
            <source>达标 {n}%</source>
            <translation>{n}% in time</translation>
        </message>
        <message>
            <source>过了到账承诺会自动建单，也可以从订单按 A 建</source>
            <translation>A ticket opens when an arrival promise passes, or with A on an order</translation>
        </message>
        <message>
            <source>还没有结过的售后单</source>
            <translation>No ticket was closed yet</translation>
        </message>
        <message>
            <source>重开了，回复钟重新走</source>
            <translation>Reopened; the reply clock runs again</translation>
        </message>
    </context>
    <context>
        <name>AfterSalesTexts</name>
        <message>
            <source>{state} {n} 分</source>
            <translation>{state} {n} min</translation>
        </message>
        <message>
            <source>催货源</source>
            <translation>to press the source</translation>
        </message>
        <message>
            <source>内催货源</source>
            <translation>to press source</translation>
        </message>
        <message>
            <source>内回复</source>
            <translation>to reply</translation>
        </message>
        <message>
            <source>内要有结果</source>
            <translation>to decide</translation>
        </message>
        <message>
            <source>回复顾客</source>
            <translation>to reply</translation>
        </message>
        <message>
            <source>处理结果</source>
            <translation>to decide</translation>
        </message>
        <message>
            <source>已到账</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已超时</source>
            <translation>overdue</translation>
        </message>
        <message>
            <source>等结单</source>
            <translation>to close</translation>
        </message>
        <message>
            <source>等货源回复</source>
            <translation>source to answer</translation>
        </message>
        <message>
            <source>等顾客补材料</source>
            <translation>customer to send</translation>
        </message>
        <message>
            <source>结单</source>
            <translation>to close</translation>
        </message>
        <message>
            <source>货源回复</source>
            <translation>for the source</translation>
        </message>
        <message>
            <source>超 {time}</source>
            <translation>late {time}</translation>
        </message>
        <message>
            <source>超 {time} {step}</source>
            <translation>{time} late {step}</translation>
        </message>
        <message>
            <source>还剩 {time} {step}</source>
            <translation>{time} left {step}</translation>
        </message>
        <message>
            <source>顾客补材料</source>
            <translation>for the customer</translation>
        </message>
    </context>
    <context>
        <name>AgentActs</name>
        <message>
            <source>这一单记给代理 {name}</source>
            <translation>This order counts for agent {name}</translation>
        </message>
    </context>
    <context>
        <name>AgentCodeSheet</name>
        <message>
            <source>代理码，扫码也行</source>
            <translation>Agent code, typed or scanned</translation>
        </message>
        <message>
            <source>在收银的搜索框里打代理码，按 Enter 也一样</source>
            <translation>Typing the code into the sale's search and pressing Enter does the same</translation>
        </message>
        <message>
            <source>填代理码</source>
            <translation>Type the agent code</translation>
        </message>
        <message>
            <source>记代理</source>
            <translation>Name the agent</translation>
        </message>
        <message>
            <source>记给这位代理</source>
            <translation>Count for this agent</translation>
        </message>
    </context>
    <context>
        <name>AgentFormSheet</name>
        <message>
            <source>{name} 做代理，拿毛利的 {share}%。</source>
            <translation>{name} becomes an agent and gets {share}% of the margin.</translation>
        </message>
        <message>
            <source>代理 {name} 存好了</source>
            <translation>Agent {name} saved</translation>
        </message>
        <message>
            <source>代理码</source>
            <translation>Agent code</translation>
        </message>
        <message>
            <source>会员手机号</source>
            <translation>Phone of the customer</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改代理</source>
            <translation>Change agent</translation>
        </message>
        <message>
            <source>加上</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>加代理</source>
            <translation>Add agent</translation>
        </message>
        <message>
            <source>卖过的单不变</source>
            <translation>Past orders keep their share</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>同意</source>
            <translation>Agree</translation>
        </message>
        <message>
            <source>名字</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>如：XY01</source>
            <translation>Such as XY01</translation>
        </message>
        <message>
            <source>带来的会员以后买的也算</source>
            <translation>Later orders of customers they brought count</translation>
        </message>
        <message>
            <source>微信或 QQ</source>
            <translation>WeChat or QQ</translation>
        </message>
        <message>
            <source>手机</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>拿毛利的百分之几</source>
            <translation>Per cent of the margin</translation>
        </message>
        <message>
            <source>是哪位会员</source>
            <translation>Which customer they are</translation>
        </message>
        <message>
            <source>自己买的也算</source>
            <translation>Their own orders count</translation>
        </message>
    </context>
    <context>
        <name>AgentPayoutSheet</name>
        <message>
            <source>不动钱箱，你自己转给代理。</source>
            <translation>The drawer stays as it is; you send it yourself.</translation>
        </message>
        <message>
            <source>付 {amount}</source>
            <translation>Pay {amount}</translation>
        </message>
        <message>
            <source>付了 {amount}，单号 {number}</source>
            <translation>Paid {amount}, number {number}</translation>
        </message>
        <message>
            <source>付佣金</source>
            <translation>Pay commission</translation>
        </message>
        <message>
            <source>付佣金 · {name}</source>
            <translation>Pay commission · {name}</translation>
        </message>
        <message>
            <source>付款方式</source>
            <translation>Paid by</translation>
        </message>
        <message>
            <source>付给代理 {name} 佣金 {amount}，{way}。</source>
            <translation>Pay agent {name} a commission of {amount} by {way}.</translation>
        </message>
        <message>
            <source>填金额</source>
            <translation>Type the amount</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>最多付 {owed}</source>
            <translation>At most {owed}</translation>
        </message>
        <message>
            <source>没有就空着</source>
            <translation>Leave empty if none</translation>
        </message>
        <message>
            <source>现在欠 {owed}。</source>
            <translation>{owed} is owed now. </translation>
        </message>
        <message>
            <source>现金从当班钱箱取出，记在日结里。</source>
            <translation>The cash leaves the drawer of this shift and stands on the day's report.</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>AgentRow</name>
        <message>
            <source>不记代理</source>
            <translation>Name no agent</translation>
        </message>
        <message>
            <source>代理 {name} · {code}</source>
            <translation>Agent {name} · {code}</translation>
        </message>
        <message>
            <source>代理 {name} · 带来的会员</source>
            <translation>Agent {name} · brought this customer</translation>
        </message>
        <message>
            <source>代理 {name} 自己买</source>
            <translation>Agent {name} buys</translation>
        </message>
        <message>
            <source>会员自己是代理，这一单不记佣金</source>
            <translation>The customer is an agent: no commission</translation>
        </message>
    </context>
    <context>
        <name>AgentTables</name>
        <message>
            <source>{n} 行进价未知</source>
            <translation>{n} without cost</translation>
        </message>
        <message>
            <source>{reason} · {note}</source>
            <translation>{reason} · {note}</translation>
        </message>
        <message>
            <source>{title} 到货</source>
            <translation>{title} delivered</translation>
        </message>
        <message>
            <source>{title} 进价或手续费变了</source>
            <translation>{title}: cost or fee changed</translation>
        </message>
        <message>
            <source>{title} 退货，扣回</source>
            <translation>{title} returned, taken back</translation>
        </message>
        <message>
            <source>一共欠</source>
            <translation>Owed</translation>
        </message>
        <message>
            <source>事由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>付佣金 · {person}</source>
            <translation>Commission paid · {person}</translation>
        </message>
        <message>
            <source>代理</source>
            <translation>Agent</translation>
        </message>
        <message>
            <source>代理码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>会员</source>
            <translation>Customers</translation>
        </message>
        <message>
            <source>佣金流水</source>
            <translation>Commission ledger</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>变动</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>已停用</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>本月毛利</source>
            <translation>Margin, month</translation>
        </message>
        <message>
            <source>本月订单</source>
            <translation>Orders, month</translation>
        </message>
        <message>
            <source>校园代理</source>
            <translation>Campus agents</translation>
        </message>
        <message>
            <source>欠佣金</source>
            <translation>Owed</translation>
        </message>
        <message>
            <source>毛利的</source>
            <translation>Share</translation>
        </message>
    </context>
    <context>
        <name>AgentsPanel</name>
        <message>
            <source>不欠佣金</source>
            <translation>nothing owed</translation>
        </message>
        <message>
            <source>到推广的校园代理里添加</source>
            <translation>Add one under Promote, Campus agents</translation>
        </message>
        <message>
            <source>多付了 {amount}</source>
            <translation>overpaid {amount}</translation>
        </message>
        <message>
            <source>带来会员 {members} · {sales} 单</source>
            <translation>members {members} · sales {sales}</translation>
        </message>
        <message>
            <source>欠 {amount}</source>
            <translation>owed {amount}</translation>
        </message>
        <message>
            <source>没有开校园代理</source>
            <translation>Campus agents are off</translation>
        </message>
        <message>
            <source>设置里打开后，谁卖了多少会列在这里</source>
            <translation>Switch them on in Settings to see here who sold what</translation>
        </message>
        <message>
            <source>还没有代理</source>
            <translation>No agent yet</translation>
        </message>
        <message>
            <source>销售额 · 还欠的佣金</source>
            <translation>Sales · commission owed</translation>
        </message>
    </context>
    <context>
        <name>AgentsTab</name>
        <message>
            <source>{name} 停了，欠的还在</source>
            <translation>{name} stopped; what is owed stays owed</translation>
        </message>
        <message>
            <source>{name} 又能用了</source>
            <translation>{name} counts again</translation>
        </message>
        <message>
            <source>一共欠佣金 {amount}</source>
            <translation>Commission owed: {amount}</translation>
        </message>
        <message>
            <source>付佣金</source>
            <translation>Pay</translation>
        </message>
        <message>
            <source>付款单存 PDF</source>
            <translation>Save slip as PDF</translation>
        </message>
        <message>
            <source>付款单存到 {path}</source>
            <translation>Slip saved to {path}</translation>
        </message>
        <message>
            <source>会员 {name}</source>
            <translation>Customer {name}</translation>
        </message>
        <message>
            <source>佣金付款单 {name}</source>
            <translation>Commission slip {name}</translation>
        </message>
        <message>
            <source>修改</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>做海报</source>
            <translation>Poster</translation>
        </message>
        <message>
            <source>停用</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>加代理</source>
            <translation>Add agent</translation>
        </message>
        <message>
            <source>存 PDF</source>
            <translation>Save PDF</translation>
        </message>
        <message>
            <source>打付款单</source>
            <translation>Print slip</translation>
        </message>
        <message>
            <source>按 Ctrl+N 加一位：给个代理码，卖出的货按毛利分佣金，退货自动扣回</source>
            <translation>Press Ctrl+N to add one: they get a code and a share of the margin of what they sell; returns take it back</translation>
        </message>
        <message>
            <source>按到货的毛利算，扣掉手续费、积分和赠品；只算一级</source>
            <translation>A share of the margin of delivered goods after fees, points and gifts; one level only</translation>
        </message>
        <message>
            <source>校园代理没有打开：新单不记代理，去 设置 › 会员 打开。欠的佣金还能付。</source>
            <translation>Campus agents are off: new orders count for nobody. Switch them on in Settings › Customers. What is owed can still be paid.</translation>
        </message>
        <message>
            <source>没有打印机，没有打。可以存 PDF</source>
            <translation>No printer, nothing printed. It can be saved as PDF</translation>
        </message>
        <message>
            <source>自己买的也算</source>
            <translation>own orders count</translation>
        </message>
        <message>
            <source>记给这位代理的货到了就有</source>
            <translation>It comes when goods of this agent's orders arrive</translation>
        </message>
        <message>
            <source>还没有佣金</source>
            <translation>No commission yet</translation>
        </message>
        <message>
            <source>还没有校园代理</source>
            <translation>No campus agents yet</translation>
        </message>
        <message>
            <source>退货多付的，下次佣金里扣</source>
            <translation>overpaid after a return, taken off the next commission</translation>
        </message>
        <message>
            <source>重新启用</source>
            <translation>Use again</translation>
        </message>
    </context>
    <context>
        <name>AlertTexts</name>
        <message>
            <source>下架</source>
            <translation>Delisted</translation>
        </message>
        <message>
            <source>亏得比同意的多，停了</source>
            <translation>Ended: loses more than agreed</translation>
        </message>
        <message>
            <source>低库存</source>
            <translation>Low stock</translation>
        </message>
        <message>
            <source>余额低</source>
            <translation>Low balance</translation>
        </message>
        <message>
            <source>倒挂</source>
            <translation>Below cost</translation>
        </message>
        <message>
            <source>到期了</source>
            <translation>Expired</translation>
        </message>
        <message>
            <source>剩得不多了，该补货</source>
            <translation>Few are left; time to restock</translation>
        </message>
        <message>
            <source>发现风险，先不从这里进货；看过再决定</source>
            <translation>Risk found: not bought here until you decide</translation>
        </message>
        <message>
            <source>可用 {now}，每天约花 {was}，该加款了</source>
            <translation>{now} free, about {was} a day: time to add money</translation>
        </message>
        <message>
            <source>慢充（警方多次通报和洗钱有关）</source>
            <translation>Slow top-up (often tied to money laundering)</translation>
        </message>
        <message>
            <source>换成新的了</source>
            <translation>Replaced by a newer one</translation>
        </message>
        <message>
            <source>收回了</source>
            <translation>Revoked</translation>
        </message>
        <message>
            <source>有效</source>
            <translation>Valid</translation>
        </message>
        <message>
            <source>本地没有卡密，货源也没有货</source>
            <translation>No codes here and none at the source</translation>
        </message>
        <message>
            <source>涨价</source>
            <translation>Price up</translation>
        </message>
        <message>
            <source>禁售类目（电话卡、账号、接码、代实名、虚拟币）</source>
            <translation>Banned goods (SIM cards, accounts, code receiving, ID for others, crypto)</translation>
        </message>
        <message>
            <source>红旗</source>
            <translation>Red flag</translation>
        </message>
        <message>
            <source>缺货</source>
            <translation>Out of stock</translation>
        </message>
        <message>
            <source>补货价 {now}，售价 {was}；本地卡密照常卖</source>
            <translation>Next buy {now}, price {was}; local codes still sell</translation>
        </message>
        <message>
            <source>补货倒挂</source>
            <translation>Next buy below cost</translation>
        </message>
        <message>
            <source>这个货源不卖它了</source>
            <translation>The source no longer sells it</translation>
        </message>
        <message>
            <source>进价 {now}，售价 {was}，卖一件赚不到钱</source>
            <translation>Cost {now}, price {was}: a sale earns nothing</translation>
        </message>
        <message>
            <source>进价 {was} → {now}（{percent}）</source>
            <translation>Cost {was} → {now} ({percent})</translation>
        </message>
        <message>
            <source>进价远低于面值</source>
            <translation>Cost far below face value</translation>
        </message>
        <message>
            <source>降价</source>
            <translation>Price down</translation>
        </message>
    </context>
    <context>
        <name>AlertsPanel</name>
        <message>
            <source>{name} 的{kind}知道了，同一件事不再提醒</source>
            <translation>{name}: {kind} noted. You are not told of it again</translation>
        </message>
        <message>
            <source>{n} 条提醒</source>
            <translation>{n} alerts</translation>
        </message>
        <message>
            <source>事情过去了，提醒自己消失；知道了的，同一件事不再提醒</source>
            <translation>An alert goes when its cause is gone; one you noted is not raised again</translation>
        </message>
        <message>
            <source>什么事</source>
            <translation>What</translation>
        </message>
        <message>
            <source>倒挂</source>
            <translation>Below cost</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>商品名、编码、货源</source>
            <translation>Product, code, source</translation>
        </message>
        <message>
            <source>商品或账号</source>
            <translation>Product or account</translation>
        </message>
        <message>
            <source>多久了</source>
            <translation>Since</translation>
        </message>
        <message>
            <source>库存</source>
            <translation>Stock</translation>
        </message>
        <message>
            <source>提醒</source>
            <translation>Alert</translation>
        </message>
        <message>
            <source>没有提醒</source>
            <translation>No alerts</translation>
        </message>
        <message>
            <source>知道了</source>
            <translation>Noted</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>这是好事</source>
            <translation>That is good</translation>
        </message>
        <message>
            <source>进价变动</source>
            <translation>Cost moved</translation>
        </message>
    </context>
    <context>
        <name>Arrivals</name>
        <message>
            <source>{title} ×{n} · {number}</source>
            <translation>{title} ×{n} · {number}</translation>
        </message>
        <message>
            <source>{title} 等 {count}</source>
            <translation>{title} and others, {count} in all</translation>
        </message>
        <message>
            <source>到货了</source>
            <translation>Arrived</translation>
        </message>
        <message>
            <source>告诉顾客</source>
            <translation>Tell customer</translation>
        </message>
    </context>
    <context>
        <name>AttachCustomerSheet</name>
        <message>
            <source>{number} 补登给 {name}</source>
            <translation>{number} attached to {name}</translation>
        </message>
        <message>
            <source>补登会员 · {number}</source>
            <translation>Attach customer · {number}</translation>
        </message>
    </context>
    <context>
        <name>BillSheet</name>
        <message>
            <source>不是店里的钱</source>
            <translation>Not the shop's money</translation>
        </message>
        <message>
            <source>不是店里的钱就写一句，例如：朋友还钱</source>
            <translation>If it is not the shop's money, say why, e.g. a friend paid back</translation>
        </message>
        <message>
            <source>先选账单文件</source>
            <translation>Choose the bill file first</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>哪里的账单</source>
            <translation>Whose bill</translation>
        </message>
        <message>
            <source>对上 {matched} 笔，有单没钱 {without} 笔，有钱没单 {foreign} 笔，配不准 {tied} 处</source>
            <translation>{matched} matched, {without} sales without money, {foreign} payments without a sale, {tied} unclear</translation>
        </message>
        <message>
            <source>对不上的</source>
            <translation>What does not match</translation>
        </message>
        <message>
            <source>对账单 · {date}</source>
            <translation>Check the bill · {date}</translation>
        </message>
        <message>
            <source>导入</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat</translation>
        </message>
        <message>
            <source>情况</source>
            <translation>What</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>新收进 {added} 条，以前有的 {known} 条</source>
            <translation>{added} new rows, {known} known before</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>是本店的手机，导入</source>
            <translation>It is our phone, import</translation>
        </message>
        <message>
            <source>是这单吗</source>
            <translation>This sale?</translation>
        </message>
        <message>
            <source>有单没钱</source>
            <translation>Sale without money</translation>
        </message>
        <message>
            <source>有钱没单</source>
            <translation>Money without sale</translation>
        </message>
        <message>
            <source>正在读</source>
            <translation>Reading</translation>
        </message>
        <message>
            <source>每一笔都对得上</source>
            <translation>Every payment matches</translation>
        </message>
        <message>
            <source>第 {line} 行：{reason}。一共 {count} 行有问题，什么都没导入</source>
            <translation>Line {line}: {reason}. {count} bad lines in all; nothing was imported</translation>
        </message>
        <message>
            <source>账单号</source>
            <translation>Bill no.</translation>
        </message>
        <message>
            <source>账单文件：CSV 或 XLSX</source>
            <translation>Bill file: CSV or XLSX</translation>
        </message>
        <message>
            <source>还没有账单</source>
            <translation>No bill yet</translation>
        </message>
        <message>
            <source>这一天还没有账单。导入后，每笔收款按金额、时间、尾号核对。</source>
            <translation>No bill for this day yet. Once imported, every payment is checked by amount, time and last digits.</translation>
        </message>
        <message>
            <source>选文件</source>
            <translation>Choose file</translation>
        </message>
        <message>
            <source>选文件…</source>
            <translation>Choose file…</translation>
        </message>
        <message>
            <source>配给这一单</source>
            <translation>Match to this sale</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>BoothDesk</name>
        <message>
            <source>出摊备货 {date}</source>
            <translation>Booth pack {date}</translation>
        </message>
        <message>
            <source>导出了 {n} 行：{path}</source>
            <translation>{n} rows exported: {path}</translation>
        </message>
        <message>
            <source>导出出摊备货</source>
            <translation>Export booth pack</translation>
        </message>
    </context>
    <context>
        <name>BoothPackSheet</name>
        <message>
            <source>{name} 要 {total}</source>
            <translation>{name} needs {total}</translation>
        </message>
        <message>
            <source>↑↓ 选商品，直接打数字改要买几张，Del 归零</source>
            <translation>↑↓ choose a product, type how many to buy, Del sets zero</translation>
        </message>
        <message>
            <source>买</source>
            <translation>Buy</translation>
        </message>
        <message>
            <source>买 {cards} {amount}</source>
            <translation>Buy {cards} {amount}</translation>
        </message>
        <message>
            <source>价格和库存最旧的是 {time} 以前的，出门前先同步，才作数</source>
            <translation>The oldest prices and stock are {time} old; sync before you leave</translation>
        </message>
        <message>
            <source>价格和库存都是新的（{age}）；出门前再同步一次</source>
            <translation>Prices and stock are fresh ({age}); sync once more before you leave</translation>
        </message>
        <message>
            <source>余额没查过，不知道够不够</source>
            <translation>balance never asked, may not be enough</translation>
        </message>
        <message>
            <source>先上架卡密商品，再来备货</source>
            <translation>Adopt card products first, then pack</translation>
        </message>
        <message>
            <source>先同步</source>
            <translation>Sync first</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>出摊备货</source>
            <translation>Booth pack</translation>
        </message>
        <message>
            <source>可用 {free}</source>
            <translation>{free} free</translation>
        </message>
        <message>
            <source>可能下了单</source>
            <translation>May be ordered</translation>
        </message>
        <message>
            <source>同步中</source>
            <translation>Syncing</translation>
        </message>
        <message>
            <source>备好了 {cards}，已经在卡密库里</source>
            <translation>Packed {cards}, now among the codes</translation>
        </message>
        <message>
            <source>备好了 {cards}；还有 {coming} 没有结果，在订单里看</source>
            <translation>Packed {cards}; {coming} without a result, see Orders</translation>
        </message>
        <message>
            <source>备货停下了：还有 {n} 种没有下单，在路上的在订单里看</source>
            <translation>Packing stopped: {n} products not ordered, see Orders for those on the way</translation>
        </message>
        <message>
            <source>导出…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <source>按最近 {days} 天里有生意的 {n} 天算，同星期几的优先</source>
            <translation>From {n} days of business in the last {days}, same weekday first</translation>
        </message>
        <message>
            <source>排队中</source>
            <translation>Queued</translation>
        </message>
        <message>
            <source>提交中</source>
            <translation>Sending</translation>
        </message>
        <message>
            <source>数据旧。</source>
            <translation>Stale.</translation>
        </message>
        <message>
            <source>最后一种已经下单，结果在订单里看</source>
            <translation>The last one is ordered; see Orders for its result</translation>
        </message>
        <message>
            <source>最近没有卖过卡密，没法估：自己打数字</source>
            <translation>No codes sold lately, nothing to go by: type the numbers</translation>
        </message>
        <message>
            <source>正在买 {name}</source>
            <translation>Buying {name}</translation>
        </message>
        <message>
            <source>没下单</source>
            <translation>Not ordered</translation>
        </message>
        <message>
            <source>没有在卖的卡密商品</source>
            <translation>No card products on sale</translation>
        </message>
        <message>
            <source>没有要买的</source>
            <translation>Nothing to buy</translation>
        </message>
        <message>
            <source>离线答应的直充约 {amount}</source>
            <translation>top-ups promised offline about {amount}</translation>
        </message>
        <message>
            <source>还差 {amount}</source>
            <translation>{amount} short</translation>
        </message>
    </context>
    <context>
        <name>BoothPlanFields</name>
        <message>
            <source>{n} 天</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>几天</source>
            <translation>Days</translation>
        </message>
        <message>
            <source>几点出摊</source>
            <translation>Opens</translation>
        </message>
        <message>
            <source>几点收摊</source>
            <translation>Closes</translation>
        </message>
        <message>
            <source>和平时一样</source>
            <translation>As usual</translation>
        </message>
        <message>
            <source>哪天</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>平时的 {n} 倍</source>
            <translation>{n} times the usual</translation>
        </message>
        <message>
            <source>预计卖多少</source>
            <translation>Expected sales</translation>
        </message>
    </context>
    <context>
        <name>BoothTable</name>
        <message>
            <source>{n} · 路上 {coming}</source>
            <translation>{n} · {coming} coming</translation>
        </message>
        <message>
            <source>出摊备货</source>
            <translation>Booth pack</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>小计</source>
            <translation>Sum</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>没有卡密货源</source>
            <translation>No card source</translation>
        </message>
        <message>
            <source>现有</source>
            <translation>In stock</translation>
        </message>
        <message>
            <source>要买</source>
            <translation>Buy</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>预计卖</source>
            <translation>Expected</translation>
        </message>
    </context>
    <context>
        <name>BulkPriceSheet</name>
        <message>
            <source>{n} 个不知道进价，不改</source>
            <translation>Cost unknown, not changed: {n}</translation>
        </message>
        <message>
            <source>{n} 个低于进价</source>
            <translation>Below cost: {n}</translation>
        </message>
        <message>
            <source>{n} 个商品改好了价</source>
            <translation>Prices changed: {n}</translation>
        </message>
        <message>
            <source>不改</source>
            <translation>No change</translation>
        </message>
        <message>
            <source>元</source>
            <translation>¥</translation>
        </message>
        <message>
            <source>加多少</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>取到 0.5 元</source>
            <translation>To ¥0.50</translation>
        </message>
        <message>
            <source>取到元</source>
            <translation>To ¥1</translation>
        </message>
        <message>
            <source>取到分</source>
            <translation>To ¥0.01</translation>
        </message>
        <message>
            <source>取到角</source>
            <translation>To ¥0.10</translation>
        </message>
        <message>
            <source>取整</source>
            <translation>Rounding</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>怎么算</source>
            <translation>Method</translation>
        </message>
        <message>
            <source>改 {n} 个价</source>
            <translation>Change {n}</translation>
        </message>
        <message>
            <source>改 {n} 个商品的售价</source>
            <translation>Change prices · products {n}</translation>
        </message>
        <message>
            <source>改价</source>
            <translation>Change prices</translation>
        </message>
        <message>
            <source>改价结果</source>
            <translation>New prices</translation>
        </message>
        <message>
            <source>新价</source>
            <translation>New price</translation>
        </message>
        <message>
            <source>现价</source>
            <translation>Price now</translation>
        </message>
        <message>
            <source>统一价</source>
            <translation>One price</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进价 + 百分比</source>
            <translation>Cost + per cent</translation>
        </message>
        <message>
            <source>进价 + 金额</source>
            <translation>Cost + amount</translation>
        </message>
    </context>
    <context>
        <name>CampaignDetail</name>
        <message>
            <source>{n} 单</source>
            <translation>{n} orders</translation>
        </message>
        <message>
            <source>{spent} / {budget}</source>
            <translation>{spent} / {budget}</translation>
        </message>
        <message>
            <source>优惠</source>
            <translation>Taken off</translation>
        </message>
        <message>
            <source>修改</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>做券</source>
            <translation>Make coupons</translation>
        </message>
        <message>
            <source>停止</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>开始</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>最多 {n} 次</source>
            <translation>at most {n} times</translation>
        </message>
        <message>
            <source>每人</source>
            <translation>Per person</translation>
        </message>
        <message>
            <source>用了</source>
            <translation>Used in</translation>
        </message>
        <message>
            <source>花了 {spent}，没有设预算</source>
            <translation>{spent} spent, no budget set</translation>
        </message>
        <message>
            <source>赠品成本</source>
            <translation>Cost of gifts</translation>
        </message>
        <message>
            <source>这些单卖了</source>
            <translation>Those orders sold</translation>
        </message>
        <message>
            <source>送出的券</source>
            <translation>Coupons given</translation>
        </message>
        <message>
            <source>预算</source>
            <translation>Budget</translation>
        </message>
    </context>
    <context>
        <name>CampaignFormSheet</name>
        <message>
            <source>2026-06-18</source>
            <translation>2026-06-18</translation>
        </message>
        <message>
            <source>YJ100=92，或粘贴两列</source>
            <translation>YJ100=92, or paste two columns</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改活动</source>
            <translation>Change the campaign</translation>
        </message>
        <message>
            <source>分类名，空格隔开</source>
            <translation>category names, with spaces</translation>
        </message>
        <message>
            <source>如 counter qq_group</source>
            <translation>such as counter qq_group</translation>
        </message>
        <message>
            <source>开始</source>
            <translation>Starts</translation>
        </message>
        <message>
            <source>新活动</source>
            <translation>New campaign</translation>
        </message>
        <message>
            <source>标签，空格隔开</source>
            <translation>tags, with spaces</translation>
        </message>
        <message>
            <source>每人几次（空着不限）</source>
            <translation>Times per person (empty: no limit)</translation>
        </message>
        <message>
            <source>活动名</source>
            <translation>Name of the campaign</translation>
        </message>
        <message>
            <source>活动种类</source>
            <translation>Kind of campaign</translation>
        </message>
        <message>
            <source>等级名，空格隔开</source>
            <translation>tier names, with spaces</translation>
        </message>
        <message>
            <source>结束（含这一天）</source>
            <translation>Ends (that day included)</translation>
        </message>
        <message>
            <source>编码，空格隔开</source>
            <translation>codes, with spaces</translation>
        </message>
        <message>
            <source>预估</source>
            <translation>Look ahead</translation>
        </message>
        <message>
            <source>预估中</source>
            <translation>Looking ahead</translation>
        </message>
        <message>
            <source>预算（空着不限）</source>
            <translation>Budget (empty: no limit)</translation>
        </message>
    </context>
    <context>
        <name>CampaignTexts</name>
        <message>
            <source>{n} 单</source>
            <translation>{n} orders</translation>
        </message>
        <message>
            <source>{rule} · {window}</source>
            <translation>{rule} · {window}</translation>
        </message>
        <message>
            <source>{start} 至 {end}</source>
            <translation>{start} to {end}</translation>
        </message>
        <message>
            <source>已停止</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <source>已过期</source>
            <translation>Over</translation>
        </message>
        <message>
            <source>等开始</source>
            <translation>Not yet</translation>
        </message>
        <message>
            <source>草稿</source>
            <translation>Draft</translation>
        </message>
        <message>
            <source>赠 {amount}</source>
            <translation>gifts {amount}</translation>
        </message>
        <message>
            <source>进行中</source>
            <translation>Running</translation>
        </message>
        <message>
            <source>预算用完</source>
            <translation>Budget spent</translation>
        </message>
    </context>
    <context>
        <name>CapitalSheet</name>
        <message>
            <source>做什么用</source>
            <translation>What for</translation>
        </message>
        <message>
            <source>写明多少钱</source>
            <translation>Say how much</translation>
        </message>
        <message>
            <source>取走</source>
            <translation>Taken out</translation>
        </message>
        <message>
            <source>投入本金</source>
            <translation>Put in</translation>
        </message>
        <message>
            <source>收款码里</source>
            <translation>From the codes</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>记下</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>记下了</source>
            <translation>Saved</translation>
        </message>
        <message>
            <source>记本金、取走</source>
            <translation>Capital in or out</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>CardsPanel</name>
        <message>
            <source>{cards}待核。</source>
            <translation>{cards} to check.</translation>
        </message>
        <message>
            <source>{cards}能卖了</source>
            <translation>{cards} can be sold</translation>
        </message>
        <message>
            <source>{goods} 的 {cards}都没卖过？</source>
            <translation>{goods}: none of the {cards} sold before?</translation>
        </message>
        <message>
            <source>{products} 个商品有过卡密 · 在库 {n} 张</source>
            <translation>Products with codes {products} · codes in stock {n}</translation>
        </message>
        <message>
            <source>作废</source>
            <translation>Void</translation>
        </message>
        <message>
            <source>再对一遍</source>
            <translation>Check again</translation>
        </message>
        <message>
            <source>卡密库</source>
            <translation>Codes</translation>
        </message>
        <message>
            <source>卡密库是空的</source>
            <translation>No codes yet</translation>
        </message>
        <message>
            <source>取出…</source>
            <translation>Take out…</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>商品名、编码</source>
            <translation>Name or code no.</translation>
        </message>
        <message>
            <source>在库</source>
            <translation>In stock</translation>
        </message>
        <message>
            <source>已售没看</source>
            <translation>Sold, not shown</translation>
        </message>
        <message>
            <source>已看</source>
            <translation>Shown</translation>
        </message>
        <message>
            <source>待核</source>
            <translation>To check</translation>
        </message>
        <message>
            <source>恢复之前可能卖过，对过小票和顾客再放出来</source>
            <translation>Maybe sold before the restore: check, then release</translation>
        </message>
        <message>
            <source>按 Ctrl+I 从文件或粘贴导入卡密</source>
            <translation>Press Ctrl+I to import codes from a file or by pasting</translation>
        </message>
        <message>
            <source>放出 {cards}</source>
            <translation>Release {cards}</translation>
        </message>
        <message>
            <source>放出来就能卖。同一张卡卖给两个人，要赔一张的钱。</source>
            <translation>Released codes can be sold. A code sold twice has to be paid for.</translation>
        </message>
        <message>
            <source>放出这 {cards}…</source>
            <translation>Release {cards}…</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>这里只有数目。卖了的从订单里看，没卖的要取出才看得到，每次都留记录</source>
            <translation>Only numbers here. Sold secrets are seen from their order, unsold ones must be taken out; every look is recorded</translation>
        </message>
        <message>
            <source>预占</source>
            <translation>Reserved</translation>
        </message>
    </context>
    <context>
        <name>CartLine</name>
        <message>
            <source>删除</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>折扣</source>
            <translation>Discount</translation>
        </message>
    </context>
    <context>
        <name>CartPanel</name>
        <message>
            <source>{n} 件 · 小计 {gross}</source>
            <translation>Items {n} · Subtotal {gross}</translation>
        </message>
        <message>
            <source>不打整单折扣</source>
            <translation>Remove order discount</translation>
        </message>
        <message>
            <source>也可以输入拼音首字母，如 yjcs</source>
            <translation>Or type pinyin initials, such as yjcs</translation>
        </message>
        <message>
            <source>优惠</source>
            <translation>Discounts</translation>
        </message>
        <message>
            <source>取单</source>
            <translation>Recall</translation>
        </message>
        <message>
            <source>取单 {n}</source>
            <translation>Recall {n}</translation>
        </message>
        <message>
            <source>已优惠 {saved}</source>
            <translation>Saved {saved}</translation>
        </message>
        <message>
            <source>已优惠 {saved} · 得 {points} 积分</source>
            <translation>Saved {saved} · earns {points} pts</translation>
        </message>
        <message>
            <source>应收</source>
            <translation>Due</translation>
        </message>
        <message>
            <source>得 {points} 积分</source>
            <translation>Earns {points} pts</translation>
        </message>
        <message>
            <source>扫码或点商品开始</source>
            <translation>Scan or pick a product</translation>
        </message>
        <message>
            <source>挂单</source>
            <translation>Hold</translation>
        </message>
        <message>
            <source>收款</source>
            <translation>Pay</translation>
        </message>
        <message>
            <source>收款  {amount}</source>
            <translation>Pay  {amount}</translation>
        </message>
        <message>
            <source>整单折扣</source>
            <translation>Order disc.</translation>
        </message>
        <message>
            <source>整单折扣 · {way}</source>
            <translation>Order discount · {way}</translation>
        </message>
        <message>
            <source>毛利 {amount}</source>
            <translation>Margin {amount}</translation>
        </message>
        <message>
            <source>清空</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>购物车</source>
            <translation>Cart</translation>
        </message>
        <message>
            <source>重复上一单</source>
            <translation>Repeat last order</translation>
        </message>
    </context>
    <context>
        <name>CashCount</name>
        <message>
            <source>实点现金</source>
            <translation>Counted cash</translation>
        </message>
        <message>
            <source>实点现金 {amount}</source>
            <translation>Counted cash {amount}</translation>
        </message>
        <message>
            <source>现金清点</source>
            <translation>Cash count</translation>
        </message>
    </context>
    <context>
        <name>CashDesk</name>
        <message>
            <source>不抹</source>
            <translation>Off</translation>
        </message>
        <message>
            <source>刚好 {amount}</source>
            <translation>Exact {amount}</translation>
        </message>
        <message>
            <source>实收现金</source>
            <translation>Cash tendered</translation>
        </message>
        <message>
            <source>开钱箱</source>
            <translation>Open drawer</translation>
        </message>
        <message>
            <source>打了整单折扣，不能再抹零</source>
            <translation>With an order discount there is no rounding down</translation>
        </message>
        <message>
            <source>抹到元</source>
            <translation>To 1</translation>
        </message>
        <message>
            <source>抹到角</source>
            <translation>To 0.1</translation>
        </message>
        <message>
            <source>抹零方式</source>
            <translation>Round down</translation>
        </message>
    </context>
    <context>
        <name>CashMovementSheet</name>
        <message>
            <source>其他</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>写明多少钱</source>
            <translation>Enter the amount</translation>
        </message>
        <message>
            <source>取出</source>
            <translation>Take out</translation>
        </message>
        <message>
            <source>取出上交</source>
            <translation>Cash handed over</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>存入</source>
            <translation>Put in</translation>
        </message>
        <message>
            <source>存入零钱</source>
            <translation>Put in change</translation>
        </message>
        <message>
            <source>存取现金</source>
            <translation>Cash in or out</translation>
        </message>
        <message>
            <source>提交中</source>
            <translation>Submitting</translation>
        </message>
        <message>
            <source>支出</source>
            <translation>Expense</translation>
        </message>
        <message>
            <source>记下</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>CategoriesSheet</name>
        <message>
            <source>{before} 改叫 {name}，商品都还在里面</source>
            <translation>{before} is now called {name}; its products stay in it</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>分类</source>
            <translation>Categories</translation>
        </message>
        <message>
            <source>在卖 {n} 个</source>
            <translation>{n} on sale</translation>
        </message>
        <message>
            <source>在商品里填上分类，这里就有了</source>
            <translation>Type a category into a product and it is listed here</translation>
        </message>
        <message>
            <source>改分类名</source>
            <translation>Rename categories</translation>
        </message>
        <message>
            <source>改名</source>
            <translation>Rename</translation>
        </message>
        <message>
            <source>新名字</source>
            <translation>New name</translation>
        </message>
        <message>
            <source>还没有分类</source>
            <translation>No category yet</translation>
        </message>
    </context>
    <context>
        <name>ChainPasteSheet</name>
        <message>
            <source>卖哪件商品</source>
            <translation>Which product is sold</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>把接龙整段贴进来，一行一位：

#接龙
1. 小禾 13800002046 x2
2、阿飞 100元</source>
            <translation>Paste the whole group order, one person a line:

#接龙
1. Xiaohe 13800002046 x2
2. Afei 100元</translation>
        </message>
        <message>
            <source>接龙</source>
            <translation>Group order</translation>
        </message>
        <message>
            <source>接龙原文</source>
            <translation>Text of the group order</translation>
        </message>
        <message>
            <source>第 {n} 行：{why}</source>
            <translation>Line {n}: {why}</translation>
        </message>
        <message>
            <source>记下</source>
            <translation>Take down</translation>
        </message>
        <message>
            <source>记下 {n} 行</source>
            <translation>Take {n} down</translation>
        </message>
        <message>
            <source>读出 {n} 行，一共 {pieces} 件</source>
            <translation>Lines read: {n}, pieces: {pieces}</translation>
        </message>
        <message>
            <source>还有 {n} 行也读不出来</source>
            <translation>And {n} more that cannot be read</translation>
        </message>
        <message>
            <source>还没有读到一行</source>
            <translation>No line read yet</translation>
        </message>
    </context>
    <context>
        <name>ChainSheet</name>
        <message>
            <source>{name} 的卡密已经看过一次，再发要店主同意</source>
            <translation>The cards of {name} were seen once: sending them again needs the owner</translation>
        </message>
        <message>
            <source>{n} 行，还有 {left} 行没出</source>
            <translation>{n} lines, {left} to go</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>再发一次</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>再按一次“结束接龙”：没出的 {n} 行全划掉，留着的货放回去卖</source>
            <translation>Press “End” again: the lines not sold ({n}) are crossed out and what was kept is for sale again</translation>
        </message>
        <message>
            <source>出货 {n} 行</source>
            <translation>Lines sold: {n}</translation>
        </message>
        <message>
            <source>出货 {n} 行，{left} 行没有出，原因在行里</source>
            <translation>Lines sold: {n}. Not sold: {left}, each line says why</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>复制消息</source>
            <translation>Copy message</translation>
        </message>
        <message>
            <source>已付并出货</source>
            <translation>Paid, sell</translation>
        </message>
        <message>
            <source>已付并出货 {n} 行 {total}</source>
            <translation>Paid, sell {n}: {total}</translation>
        </message>
        <message>
            <source>换一条</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>换一条（还有 {n}）</source>
            <translation>Next ({n} more)</translation>
        </message>
        <message>
            <source>接龙</source>
            <translation>Group order</translation>
        </message>
        <message>
            <source>接龙 · {title}</source>
            <translation>Group order · {title}</translation>
        </message>
        <message>
            <source>接龙结束了，留着的货放回去了</source>
            <translation>Group order ended, what was kept is back in stock</translation>
        </message>
        <message>
            <source>正在出货</source>
            <translation>Selling</translation>
        </message>
        <message>
            <source>空格勾已付，数字记尾号，Y 复制消息，Del 划掉</source>
            <translation>Space: paid. Digits: last four</translation>
        </message>
        <message>
            <source>结束接龙</source>
            <translation>End</translation>
        </message>
        <message>
            <source>给 {name} 的消息已复制，带卡密，{n} 秒后清空</source>
            <translation>Message for {name} copied with its cards, cleared in {n} s</translation>
        </message>
        <message>
            <source>给 {name} 的消息已复制，里面没有卡密</source>
            <translation>Message for {name} copied, no cards in it</translation>
        </message>
        <message>
            <source>贴一段新的</source>
            <translation>Paste another</translation>
        </message>
    </context>
    <context>
        <name>ChainTable</name>
        <message>
            <source>上面有同号</source>
            <translation>Account is above</translation>
        </message>
        <message>
            <source>件数</source>
            <translation>Qty</translation>
        </message>
        <message>
            <source>划掉了</source>
            <translation>Crossed out</translation>
        </message>
        <message>
            <source>另一段里卖过</source>
            <translation>Sold in another chain</translation>
        </message>
        <message>
            <source>名字</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>尾号</source>
            <translation>Last four</translation>
        </message>
        <message>
            <source>已付，没出货</source>
            <translation>Paid, not sold</translation>
        </message>
        <message>
            <source>已出货</source>
            <translation>Sold</translation>
        </message>
        <message>
            <source>应收</source>
            <translation>Due</translation>
        </message>
        <message>
            <source>接龙</source>
            <translation>Group order</translation>
        </message>
        <message>
            <source>没出货</source>
            <translation>Not sold</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>现买 {n} 件</source>
            <translation>To buy: {n}</translation>
        </message>
        <message>
            <source>缺 {n} 件</source>
            <translation>Missing: {n}</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>货留着</source>
            <translation>Kept</translation>
        </message>
    </context>
    <context>
        <name>ChangePaymentSheet</name>
        <message>
            <source>{name} 要把 {amount} 改成{method}。</source>
            <translation>{name} wants to change {amount} to {method}.</translation>
        </message>
        <message>
            <source>其实是</source>
            <translation>It was</translation>
        </message>
        <message>
            <source>写一句为什么，才能改</source>
            <translation>Write a reason to change it</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>原来那笔留着，另记一正一负，今天的账跟着变。</source>
            <translation>The old entry stays; one minus and one plus are added, and today's books follow.</translation>
        </message>
        <message>
            <source>哪一笔</source>
            <translation>Which payment</translation>
        </message>
        <message>
            <source>改付款方式 · {number}</source>
            <translation>Change tender · {number}</translation>
        </message>
        <message>
            <source>改过来</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>点错了</source>
            <translation>Tapped the wrong one</translation>
        </message>
        <message>
            <source>顾客换了方式</source>
            <translation>Customer paid another way</translation>
        </message>
    </context>
    <context>
        <name>CodeBoard</name>
        <message>
            <source>QQ 钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>{n} 张能扫</source>
            <translation>{n} ready</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat Pay</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>还没有</source>
            <translation>None yet</translation>
        </message>
    </context>
    <context>
        <name>CodeFields</name>
        <message>
            <source>净额 = 收到的减去退回的。没有收就填 0。</source>
            <translation>Net = received minus refunded. Enter 0 if there was none.</translation>
        </message>
        <message>
            <source>没有要抄的收款码。</source>
            <translation>No shop codes to copy.</translation>
        </message>
    </context>
    <context>
        <name>CodeRow</name>
        <message>
            <source>拿掉 {name}</source>
            <translation>Remove {name}</translation>
        </message>
        <message>
            <source>收款码 {n}</source>
            <translation>Shop code {n}</translation>
        </message>
        <message>
            <source>码 {n}</source>
            <translation>Code {n}</translation>
        </message>
        <message>
            <source>码 {n}，在哪台手机上</source>
            <translation>Code {n}, on which phone</translation>
        </message>
    </context>
    <context>
        <name>CodesPage</name>
        <message>
            <source>后 4 位，日结对账用。到这个数就必须填</source>
            <translation>Last four digits, for the day close. Required from this sum on</translation>
        </message>
        <message>
            <source>手机 {n}</source>
            <translation>Phone {n}</translation>
        </message>
        <message>
            <source>柜台手机</source>
            <translation>Counter phone</translation>
        </message>
        <message>
            <source>满多少元要填账单尾号</source>
            <translation>Sum (¥) from which the bill's digits are required</translation>
        </message>
        <message>
            <source>这种码不会自己报到账：看收款手机或听播报，再点“已到账”。</source>
            <translation>These codes do not report payments: look at the shop phone or hear it announced, then press “Received”.</translation>
        </message>
    </context>
    <context>
        <name>CodesPart</name>
        <message>
            <source>{label} 以后不再给顾客看，以前收的钱不变。</source>
            <translation>{label} is no longer shown to customers; money already taken is unchanged.</translation>
        </message>
        <message>
            <source>手机 {n}</source>
            <translation>Phone {n}</translation>
        </message>
        <message>
            <source>拿掉</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>拿掉这张收款码？</source>
            <translation>Remove this shop code?</translation>
        </message>
        <message>
            <source>收款码放进来就生效，不用点保存。换码会留记录。</source>
            <translation>Shop codes work at once, without saving. Changes are logged.</translation>
        </message>
        <message>
            <source>柜台手机</source>
            <translation>Counter phone</translation>
        </message>
        <message>
            <source>留着</source>
            <translation>Keep</translation>
        </message>
    </context>
    <context>
        <name>ColumnChoice</name>
        <message>
            <source>不显示</source>
            <translation>hidden</translation>
        </message>
        <message>
            <source>至少留一列</source>
            <translation>Keep at least one column</translation>
        </message>
        <message>
            <source>选显示哪些列</source>
            <translation>Choose columns</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>可以做的事</source>
            <translation>Available actions</translation>
        </message>
        <message>
            <source>命令面板</source>
            <translation>Command palette</translation>
        </message>
        <message>
            <source>换个说法，或按 F1 看快捷键</source>
            <translation>Try other words, or press F1 for all keys</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>要做什么？</source>
            <translation>What do you want to do?</translation>
        </message>
    </context>
    <context>
        <name>CompareSourcesSheet</name>
        <message>
            <source>{goods} · {person} 接受：{reason}</source>
            <translation>{goods} · accepted by {person}: {reason}</translation>
        </message>
        <message>
            <source>{name} 停售了</source>
            <translation>{name} stopped</translation>
        </message>
        <message>
            <source>{name} 又在卖了</source>
            <translation>{name} is on sale again</translation>
        </message>
        <message>
            <source>{name} 固定先问 {source}</source>
            <translation>{name} always asks {source} first</translation>
        </message>
        <message>
            <source>{name} 自动选货源，现在先问 {source}</source>
            <translation>{name} picks its source; now {source} is asked first</translation>
        </message>
        <message>
            <source>{n}/{m} · 未明 {u}</source>
            <translation>{n}/{m} · unclear {u}</translation>
        </message>
        <message>
            <source>{n}/{m} 笔</source>
            <translation>{n}/{m} orders</translation>
        </message>
        <message>
            <source>上移</source>
            <translation>Up</translation>
        </message>
        <message>
            <source>下一次进价 {cost}，不低于售价 {price}；本地 {n} 张成本 {local}，照常卖</source>
            <translation>The next buy costs {cost}, not less than the price {price}; {n} local codes at {local} still sell</translation>
        </message>
        <message>
            <source>下移</source>
            <translation>Down</translation>
        </message>
        <message>
            <source>买不了</source>
            <translation>Cannot buy</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>倒挂。</source>
            <translation>Below cost.</translation>
        </message>
        <message>
            <source>先卖本地卡密 {n} 张，成本 {cost}</source>
            <translation>Local codes first ({n}), cost {cost}</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>到账成功率</source>
            <translation>Success</translation>
        </message>
        <message>
            <source>到账用时</source>
            <translation>Arrival</translation>
        </message>
        <message>
            <source>加货源…</source>
            <translation>Add source…</translation>
        </message>
        <message>
            <source>只卖本地卡密。可以从货源账号接一个</source>
            <translation>Local codes only. You can join one from a source account</translation>
        </message>
        <message>
            <source>可用余额</source>
            <translation>Free balance</translation>
        </message>
        <message>
            <source>可靠的先问，再比快和便宜</source>
            <translation>The reliable first, then the fast, then the cheap</translation>
        </message>
        <message>
            <source>同意亏卖…</source>
            <translation>Allow a loss…</translation>
        </message>
        <message>
            <source>它的商品：{goods}</source>
            <translation>Its goods: {goods}</translation>
        </message>
        <message>
            <source>它的商品：{goods} · {flags}</source>
            <translation>Its goods: {goods} · {flags}</translation>
        </message>
        <message>
            <source>库存</source>
            <translation>Stock</translation>
        </message>
        <message>
            <source>当前首选</source>
            <translation>First</translation>
        </message>
        <message>
            <source>恢复销售</source>
            <translation>Sell again</translation>
        </message>
        <message>
            <source>接受风险…</source>
            <translation>Accept risk…</translation>
        </message>
        <message>
            <source>推荐</source>
            <translation>Recommended</translation>
        </message>
        <message>
            <source>改商品…</source>
            <translation>Edit product…</translation>
        </message>
        <message>
            <source>暂停销售</source>
            <translation>Stop selling</translation>
        </message>
        <message>
            <source>更新</source>
            <translation>Updated</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>没有货源</source>
            <translation>No source</translation>
        </message>
        <message>
            <source>红旗</source>
            <translation>Red flag</translation>
        </message>
        <message>
            <source>自动排序，首选明确失败时换下一个（“待确认”不换）</source>
            <translation>Ordered by the rule; after a definite failure the next one is asked (never while unconfirmed)</translation>
        </message>
        <message>
            <source>补货倒挂。</source>
            <translation>Next buy below cost.</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>货源对比 · {name}</source>
            <translation>Compare sources · {name}</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进价 {cost}，和售价一样，卖一件赚不到钱</source>
            <translation>Cost {cost} equals the price: a sale earns nothing</translation>
        </message>
        <message>
            <source>进价 {cost}，高于售价 {price}，卖一件亏一件</source>
            <translation>Cost {cost} is above the price {price}; each sale loses</translation>
        </message>
        <message>
            <source>进价变动…</source>
            <translation>Cost history…</translation>
        </message>
        <message>
            <source>连不上</source>
            <translation>Unreachable</translation>
        </message>
        <message>
            <source>顺序</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>顺序固定；首选没买成，由人决定</source>
            <translation>Fixed order; if the first one fails, a person decides</translation>
        </message>
    </context>
    <context>
        <name>CompensationSheet</name>
        <message>
            <source>{name} 要给 {number} 补偿 {amount}：{why}</source>
            <translation>{name} wants to give {amount} for {number}: {why}</translation>
        </message>
        <message>
            <source>为什么</source>
            <translation>Why</translation>
        </message>
        <message>
            <source>从钱箱里给，应有现金少这么多，记作今天的赔付。</source>
            <translation>Out of the drawer: expected cash is that much less, and it is a cost of today.</translation>
        </message>
        <message>
            <source>写一句为什么，店主要看</source>
            <translation>Say why: the owner reads it</translation>
        </message>
        <message>
            <source>写明多少钱</source>
            <translation>Say how much</translation>
        </message>
        <message>
            <source>多少钱</source>
            <translation>How much</translation>
        </message>
        <message>
            <source>店主手机转给顾客，收款码的数不变，记作今天的赔付。</source>
            <translation>From the owner's phone: collection codes do not change, and it is a cost of today.</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>补偿 {amount}</source>
            <translation>Give {amount}</translation>
        </message>
        <message>
            <source>补偿 · {number}</source>
            <translation>Make good · {number}</translation>
        </message>
        <message>
            <source>补储值</source>
            <translation>Stored value</translation>
        </message>
        <message>
            <source>记为赔付</source>
            <translation>Book as compensation</translation>
        </message>
        <message>
            <source>记到会员的储值赠送里，只能消费不能退，记作今天的赔付。</source>
            <translation>To the member's stored-value bonus: to be spent and never paid out, and a cost of today.</translation>
        </message>
        <message>
            <source>转账</source>
            <translation>Transfer</translation>
        </message>
        <message>
            <source>送东西</source>
            <translation>Goods</translation>
        </message>
        <message>
            <source>送店里的东西，按进价写。卡用不了要换一张，用“换卡”。</source>
            <translation>Something of the shop's, at its cost. For a code that does not work use “Exchange code”.</translation>
        </message>
    </context>
    <context>
        <name>ConfirmPaymentSheet</name>
        <message>
            <source>{amount} 到账了？</source>
            <translation>Has {amount} arrived?</translation>
        </message>
        <message>
            <source>{name} 要确认 {number} 到账。</source>
            <translation>{name} wants to confirm the payment of {number}.</translation>
        </message>
        <message>
            <source>到账</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>到账 {amount}</source>
            <translation>Received {amount}</translation>
        </message>
        <message>
            <source>尾号</source>
            <translation>Last four</translation>
        </message>
        <message>
            <source>尾号（账单单号后 4 位）</source>
            <translation>Last four (of the bill number)</translation>
        </message>
        <message>
            <source>怎么付的</source>
            <translation>Paid by</translation>
        </message>
        <message>
            <source>看收款手机或听播报。顾客手机上的截图不算。</source>
            <translation>Look at the shop phone or hear it announced. A screenshot on the customer's phone does not count.</translation>
        </message>
        <message>
            <source>这么多钱要填尾号，还没有记成收款</source>
            <translation>This amount needs the last four. Not booked as paid yet</translation>
        </message>
    </context>
    <context>
        <name>ConnectionFields</name>
        <message>
            <source>网址不加密，别人能看到密钥。我知道，还是要用</source>
            <translation>The address is not encrypted, others can see the key. Use it anyway</translation>
        </message>
    </context>
    <context>
        <name>ConnectionForm</name>
        <message>
            <source>改过的内容要么重填密钥再测，要么保存后再测</source>
            <translation>To test changes, enter the key again or save first</translation>
        </message>
        <message>
            <source>正在连</source>
            <translation>Connecting</translation>
        </message>
        <message>
            <source>测试连接</source>
            <translation>Test connection</translation>
        </message>
    </context>
    <context>
        <name>ConnectionKeeper</name>
        <message>
            <source>待提交的 {count}正在提交</source>
            <translation>Sending what waited: {count}</translation>
        </message>
        <message>
            <source>接着卖，联网后自动提交</source>
            <translation>Go on selling; what waits is sent once back online</translation>
        </message>
        <message>
            <source>正在连接</source>
            <translation>Connecting</translation>
        </message>
        <message>
            <source>现金收款和本地卡密照常可售；直充与平台库存会排队，联网后自动提交</source>
            <translation>Cash and local codes sell as usual; top-ups and platform stock queue and are sent once back online</translation>
        </message>
        <message>
            <source>现金收款和本地卡密照常可售；直充与平台库存会排队，联网后自动提交。待提交 {count}</source>
            <translation>Cash and local codes sell as usual; top-ups and platform stock queue and are sent once back online. Waiting to send: {count}</translation>
        </message>
        <message>
            <source>离线中</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>联网了</source>
            <translation>Back online</translation>
        </message>
        <message>
            <source>货源连上了</source>
            <translation>The sources can be reached</translation>
        </message>
        <message>
            <source>还是连不上</source>
            <translation>Still offline</translation>
        </message>
        <message>
            <source>重试连接</source>
            <translation>Try again</translation>
        </message>
    </context>
    <context>
        <name>ContactCodeSheet</name>
        <message>
            <source>加一张群码</source>
            <translation>Add a group code</translation>
        </message>
        <message>
            <source>加上</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>叫什么</source>
            <translation>Its name</translation>
        </message>
        <message>
            <source>哪天过期（没有就空着）</source>
            <translation>Last day it works (empty for none)</translation>
        </message>
        <message>
            <source>图片 (*.png *.jpg *.jpeg *.bmp *.webp)</source>
            <translation>Pictures (*.png *.jpg *.jpeg *.bmp *.webp)</translation>
        </message>
        <message>
            <source>如：2026-06-25</source>
            <translation>such as 2026-06-25</translation>
        </message>
        <message>
            <source>如：东门群</source>
            <translation>such as East gate group</translation>
        </message>
        <message>
            <source>日期写成 2026-06-25 这样</source>
            <translation>Write the date like 2026-06-25</translation>
        </message>
        <message>
            <source>群码或联系码的图片</source>
            <translation>Picture of the group or contact code</translation>
        </message>
        <message>
            <source>选图</source>
            <translation>Choose a picture</translation>
        </message>
        <message>
            <source>选图…</source>
            <translation>Choose…</translation>
        </message>
    </context>
    <context>
        <name>CountPanel</name>
        <message>
            <source>一张都没有？再按一次 Enter 就记 0</source>
            <translation>None at all? Press Enter again to record 0</translation>
        </message>
        <message>
            <source>备注（有差额就写原因）</source>
            <translation>Note (give a reason for any difference)</translation>
        </message>
    </context>
    <context>
        <name>CountRow</name>
        <message>
            <source>{name} 张数</source>
            <translation>Number of {name}</translation>
        </message>
        <message>
            <source>¥{amount}</source>
            <translation>¥{amount}</translation>
        </message>
    </context>
    <context>
        <name>CouponCountSheet</name>
        <message>
            <source>做几张</source>
            <translation>How many</translation>
        </message>
        <message>
            <source>做券</source>
            <translation>Make coupons</translation>
        </message>
        <message>
            <source>做好并复制</source>
            <translation>Make and copy</translation>
        </message>
    </context>
    <context>
        <name>CouponSheet</name>
        <message>
            <source>券码，扫码也行</source>
            <translation>Code, typed or scanned</translation>
        </message>
        <message>
            <source>填券码</source>
            <translation>Type the code</translation>
        </message>
        <message>
            <source>用券</source>
            <translation>Use a coupon</translation>
        </message>
        <message>
            <source>用这张券</source>
            <translation>Use this coupon</translation>
        </message>
    </context>
    <context>
        <name>CreditLimitSheet</name>
        <message>
            <source>{name} 以后最多可以挂 {limit}。</source>
            <translation>{name} may owe up to {limit} from now on.</translation>
        </message>
        <message>
            <source>{name} 最多可以挂 {limit}</source>
            <translation>{name} may owe up to {limit}</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>同意</source>
            <translation>Agree</translation>
        </message>
        <message>
            <source>挂账额度 · {name}</source>
            <translation>Credit limit · {name}</translation>
        </message>
        <message>
            <source>最多欠多少</source>
            <translation>May owe at most</translation>
        </message>
        <message>
            <source>现在欠 {owed}。额度是 0 就不能再挂。</source>
            <translation>Owes {owed} now. At 0 nothing more goes on account.</translation>
        </message>
        <message>
            <source>额度</source>
            <translation>Limit</translation>
        </message>
    </context>
    <context>
        <name>CustomerChip</name>
        <message>
            <source>{contact} · 积分 {points}</source>
            <translation>{contact} · {points} pts</translation>
        </message>
        <message>
            <source>不记会员</source>
            <translation>Remove customer</translation>
        </message>
        <message>
            <source>散客</source>
            <translation>Walk-in</translation>
        </message>
        <message>
            <source>积分 {points}</source>
            <translation>{points} pts</translation>
        </message>
        <message>
            <source>订单来源</source>
            <translation>Order channel</translation>
        </message>
        <message>
            <source>选会员可以记积分和购买记录</source>
            <translation>Points, past orders</translation>
        </message>
        <message>
            <source>选择会员</source>
            <translation>Pick customer</translation>
        </message>
        <message>
            <source>首单</source>
            <translation>First order</translation>
        </message>
    </context>
    <context>
        <name>CustomerDetail</name>
        <message>
            <source>QQ：{number}</source>
            <translation>QQ: {number}</translation>
        </message>
        <message>
            <source>{contact} · {day} 入会</source>
            <translation>{contact} · since {day}</translation>
        </message>
        <message>
            <source>买了东西就有</source>
            <translation>Comes with the first purchase</translation>
        </message>
        <message>
            <source>代理 {name} 带来的</source>
            <translation>Brought by agent {name}</translation>
        </message>
        <message>
            <source>会员卡号：{number}</source>
            <translation>Card no.: {number}</translation>
        </message>
        <message>
            <source>修改资料</source>
            <translation>Edit details</translation>
        </message>
        <message>
            <source>储值充值</source>
            <translation>Add credit</translation>
        </message>
        <message>
            <source>储值流水</source>
            <translation>Credit ledger</translation>
        </message>
        <message>
            <source>储值销户</source>
            <translation>Close credit</translation>
        </message>
        <message>
            <source>删除资料…</source>
            <translation>Delete personal data…</translation>
        </message>
        <message>
            <source>合并到这一位</source>
            <translation>Merge into this one</translation>
        </message>
        <message>
            <source>哪位代理带来的</source>
            <translation>Brought by which agent</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>带入收银</source>
            <translation>Take to sale</translation>
        </message>
        <message>
            <source>常用账号</source>
            <translation>Saved accounts</translation>
        </message>
        <message>
            <source>微信：{name}</source>
            <translation>WeChat: {name}</translation>
        </message>
        <message>
            <source>挂账</source>
            <translation>On account</translation>
        </message>
        <message>
            <source>挂账额度</source>
            <translation>Credit limit</translation>
        </message>
        <message>
            <source>换礼品</source>
            <translation>Gift for points</translation>
        </message>
        <message>
            <source>推荐</source>
            <translation>Referrals</translation>
        </message>
        <message>
            <source>收挂账</source>
            <translation>Collect</translation>
        </message>
        <message>
            <source>更多</source>
            <translation>More</translation>
        </message>
        <message>
            <source>每类送多少积分</source>
            <translation>Points by category</translation>
        </message>
        <message>
            <source>没有备注。点铅笔可以写。</source>
            <translation>No notes. The pencil adds one.</translation>
        </message>
        <message>
            <source>没有挂过账</source>
            <translation>Nothing on account</translation>
        </message>
        <message>
            <source>添加礼品</source>
            <translation>Add a gift</translation>
        </message>
        <message>
            <source>生日：{day}</source>
            <translation>Birthday: {day}</translation>
        </message>
        <message>
            <source>直充到账后自动记下</source>
            <translation>Kept by itself when a top-up arrives</translation>
        </message>
        <message>
            <source>积分流水</source>
            <translation>Points ledger</translation>
        </message>
        <message>
            <source>谁推荐来的</source>
            <translation>Referred by</translation>
        </message>
        <message>
            <source>调积分</source>
            <translation>Adjust points</translation>
        </message>
        <message>
            <source>购买记录</source>
            <translation>Past orders</translation>
        </message>
        <message>
            <source>还没买过</source>
            <translation>Never bought</translation>
        </message>
        <message>
            <source>还没有储值</source>
            <translation>No store credit yet</translation>
        </message>
        <message>
            <source>还没有常用账号</source>
            <translation>No saved accounts yet</translation>
        </message>
        <message>
            <source>还没有推荐过朋友</source>
            <translation>No friends referred yet</translation>
        </message>
        <message>
            <source>还没有积分</source>
            <translation>No points yet</translation>
        </message>
        <message>
            <source>退本金</source>
            <translation>Refund paid-in</translation>
        </message>
        <message>
            <source>首单</source>
            <translation>First order</translation>
        </message>
    </context>
    <context>
        <name>CustomerFigures</name>
        <message>
            <source>{n} 个月没用就过期</source>
            <translation>Lapse after {n} months unused</translation>
        </message>
        <message>
            <source>{n} 单</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>{percent}% · 差 {missing} 升{tier}</source>
            <translation>{percent}% · {missing} to {tier}</translation>
        </message>
        <message>
            <source>付过的钱，减去退的</source>
            <translation>Paid less refunded</translation>
        </message>
        <message>
            <source>储值余额</source>
            <translation>Store credit</translation>
        </message>
        <message>
            <source>客单 ¥{average} · {visit}</source>
            <translation>Average ¥{average} · {visit}</translation>
        </message>
        <message>
            <source>本金 {principal} · 赠送 {bonus}</source>
            <translation>Paid-in {principal} · bonus {bonus}</translation>
        </message>
        <message>
            <source>消费先扣本金</source>
            <translation>Paid-in is spent first</translation>
        </message>
        <message>
            <source>消费先扣赠送</source>
            <translation>Bonus is spent first</translation>
        </message>
        <message>
            <source>积分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>累计消费</source>
            <translation>Lifetime spend</translation>
        </message>
        <message>
            <source>约抵 {worth} · {rate} 分 = ¥1</source>
            <translation>Worth {worth} · {rate} points = ¥1</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Orders</translation>
        </message>
    </context>
    <context>
        <name>CustomerFormSheet</name>
        <message>
            <source>{name} 改好了</source>
            <translation>{name} saved</translation>
        </message>
        <message>
            <source>从哪来的</source>
            <translation>Came from</translation>
        </message>
        <message>
            <source>会员卡号</source>
            <translation>Card no.</translation>
        </message>
        <message>
            <source>例如 6-18，不记年份</source>
            <translation>Such as 6-18, no year</translation>
        </message>
        <message>
            <source>例如 东校区群</source>
            <translation>Such as 东校区群</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改 {name}</source>
            <translation>Edit {name}</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>姓名或称呼</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat</translation>
        </message>
        <message>
            <source>手机</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>标签</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>生日</source>
            <translation>Birthday</translation>
        </message>
        <message>
            <source>用空格隔开，例如 新生 东校区</source>
            <translation>Separated by spaces</translation>
        </message>
    </context>
    <context>
        <name>CustomerList</name>
        <message>
            <source>30 天没来</source>
            <translation>Away 30 days</translation>
        </message>
        <message>
            <source>{contact} · {visit}</source>
            <translation>{contact} · {visit}</translation>
        </message>
        <message>
            <source>{n} 位</source>
            <translation>{n} customers</translation>
        </message>
        <message>
            <source>{n} 分</source>
            <translation>{n} pts</translation>
        </message>
        <message>
            <source>买得多</source>
            <translation>Big buyers</translation>
        </message>
        <message>
            <source>会员</source>
            <translation>Customers</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>共 {n} 位会员</source>
            <translation>Customers {n}</translation>
        </message>
        <message>
            <source>姓名加一个联系方式，就能建一个</source>
            <translation>A name and one contact make one</translation>
        </message>
        <message>
            <source>手机尾号、姓名、QQ 号都能搜。找到 {n} 位。</source>
            <translation>Search by phone tail, name or QQ. Found {n}.</translation>
        </message>
        <message>
            <source>手机尾号、姓名、QQ、卡号</source>
            <translation>Phone, name, QQ, card</translation>
        </message>
        <message>
            <source>新会员</source>
            <translation>New customer</translation>
        </message>
        <message>
            <source>本周生日</source>
            <translation>Birthdays</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>用“{text}”新建会员</source>
            <translation>New customer “{text}”</translation>
        </message>
        <message>
            <source>还没买过</source>
            <translation>No order yet</translation>
        </message>
        <message>
            <source>还没有会员</source>
            <translation>No customers yet</translation>
        </message>
        <message>
            <source>首单</source>
            <translation>First order</translation>
        </message>
    </context>
    <context>
        <name>CustomerPage</name>
        <message>
            <source>{n} 件，应付</source>
            <translation>Items {n}, to pay</translation>
        </message>
        <message>
            <source>{tender}扫一扫</source>
            <translation>Scan with {tender}</translation>
        </message>
        <message>
            <source>充到</source>
            <translation>To</translation>
        </message>
        <message>
            <source>已付</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>扫了就付 {amount}，不用输金额</source>
            <translation>Scanning pays {amount}, nothing to type</translation>
        </message>
        <message>
            <source>找零 {amount}</source>
            <translation>Change {amount}</translation>
        </message>
        <message>
            <source>整单折扣</source>
            <translation>Order discount</translation>
        </message>
        <message>
            <source>欢迎光临</source>
            <translation>Welcome</translation>
        </message>
        <message>
            <source>自己输金额 {amount}</source>
            <translation>Enter the amount {amount}</translation>
        </message>
        <message>
            <source>请核对号码和金额</source>
            <translation>Please check the number and the amount</translation>
        </message>
        <message>
            <source>谢谢光临</source>
            <translation>Thank you</translation>
        </message>
        <message>
            <source>返回</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>还有 {n} 样</source>
            <translation>{n} more</translation>
        </message>
    </context>
    <context>
        <name>CustomerPickerSheet</name>
        <message>
            <source>{n} 积分</source>
            <translation>{n} pts</translation>
        </message>
        <message>
            <source>会员</source>
            <translation>Customers</translation>
        </message>
        <message>
            <source>姓名或称呼</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>尾号 {tail}</source>
            <translation>ends {tail}</translation>
        </message>
        <message>
            <source>手机、QQ 或微信</source>
            <translation>Phone, QQ or WeChat</translation>
        </message>
        <message>
            <source>手机尾号、姓名、QQ 或卡号</source>
            <translation>Last digits, name, QQ or card no.</translation>
        </message>
        <message>
            <source>新会员</source>
            <translation>New customer</translation>
        </message>
        <message>
            <source>新建</source>
            <translation>New</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>没有这个会员</source>
            <translation>No such customer</translation>
        </message>
        <message>
            <source>用“{text}”新建会员</source>
            <translation>New customer “{text}”</translation>
        </message>
        <message>
            <source>还没有会员</source>
            <translation>No customers yet</translation>
        </message>
        <message>
            <source>选他</source>
            <translation>Pick</translation>
        </message>
        <message>
            <source>选会员</source>
            <translation>Pick customer</translation>
        </message>
    </context>
    <context>
        <name>CustomerTexts</name>
        <message>
            <source>QQ {number}</source>
            <translation>QQ {number}</translation>
        </message>
        <message>
            <source>{n} 天前来过</source>
            <translation>Last here {n} d ago</translation>
        </message>
        <message>
            <source>{reason} · {note}</source>
            <translation>{reason} · {note}</translation>
        </message>
        <message>
            <source>今天来过</source>
            <translation>Here today</translation>
        </message>
        <message>
            <source>会员合并</source>
            <translation>Merged</translation>
        </message>
        <message>
            <source>作废扣回</source>
            <translation>Void, taken back</translation>
        </message>
        <message>
            <source>卡号 {number}</source>
            <translation>Card no. {number}</translation>
        </message>
        <message>
            <source>导入</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>已作废</source>
            <translation>Voided</translation>
        </message>
        <message>
            <source>已完成</source>
            <translation>Complete</translation>
        </message>
        <message>
            <source>待付款</source>
            <translation>Awaiting payment</translation>
        </message>
        <message>
            <source>微信 {name}</source>
            <translation>WeChat {name}</translation>
        </message>
        <message>
            <source>手工调整</source>
            <translation>By hand</translation>
        </message>
        <message>
            <source>换礼品</source>
            <translation>Gift</translation>
        </message>
        <message>
            <source>推荐奖励</source>
            <translation>Referral reward</translation>
        </message>
        <message>
            <source>昨天来过</source>
            <translation>Here yesterday</translation>
        </message>
        <message>
            <source>消费得积分</source>
            <translation>Earned</translation>
        </message>
        <message>
            <source>礼品退回</source>
            <translation>Gift returned</translation>
        </message>
        <message>
            <source>积分抵扣</source>
            <translation>Redeemed</translation>
        </message>
        <message>
            <source>过期</source>
            <translation>Lapsed</translation>
        </message>
        <message>
            <source>还没买过</source>
            <translation>Never bought</translation>
        </message>
        <message>
            <source>退款扣回</source>
            <translation>Refund, taken back</translation>
        </message>
        <message>
            <source>退款退回积分</source>
            <translation>Points returned by refund</translation>
        </message>
        <message>
            <source>退款里补的积分</source>
            <translation>Points made good by refund</translation>
        </message>
    </context>
    <context>
        <name>CustomersScreen</name>
        <message>
            <source>{name} 是会员了</source>
            <translation>{name} is a customer now</translation>
        </message>
        <message>
            <source>修改会员资料</source>
            <translation>Edit customer</translation>
        </message>
        <message>
            <source>删除会员资料</source>
            <translation>Delete a member's data</translation>
        </message>
        <message>
            <source>在左边找，或新建一个</source>
            <translation>Search at the left, or make one</translation>
        </message>
        <message>
            <source>打印收据</source>
            <translation>Print receipt</translation>
        </message>
        <message>
            <source>没有选中的会员</source>
            <translation>No customer selected</translation>
        </message>
        <message>
            <source>给会员等级</source>
            <translation>Give a tier</translation>
        </message>
        <message>
            <source>调积分</source>
            <translation>Adjust points</translation>
        </message>
    </context>
    <context>
        <name>DarkSide</name>
        <message>
            <source>卡台 Katai</source>
            <translation>卡台 Katai</translation>
        </message>
    </context>
    <context>
        <name>DeliveredSheet</name>
        <message>
            <source>先到货源网站核对：这张单真的买成了。卡密从网站复制过来，或者填货源单号去取。</source>
            <translation>Check on the source's site first that this order really went through. Copy the codes from there, or enter the source order no. to fetch them.</translation>
        </message>
        <message>
            <source>先到货源网站核对：这张单真的充成了。</source>
            <translation>Check on the source's site first that this top-up really went through.</translation>
        </message>
        <message>
            <source>卡密，一行一张</source>
            <translation>Codes, one per line</translation>
        </message>
        <message>
            <source>卡密，一行一张；空着就按货源单号去取</source>
            <translation>Codes, one per line; leave empty to fetch them by source order no.</translation>
        </message>
        <message>
            <source>标记成功</source>
            <translation>Mark delivered</translation>
        </message>
        <message>
            <source>标记成功 · {number}</source>
            <translation>Mark delivered · {number}</translation>
        </message>
        <message>
            <source>网站上写的扣款</source>
            <translation>Charge shown on the site</translation>
        </message>
        <message>
            <source>网站上写的扣款（知道才填）</source>
            <translation>Charge shown on the site (if known)</translation>
        </message>
        <message>
            <source>网站上的 tradeNo</source>
            <translation>tradeNo on the site</translation>
        </message>
        <message>
            <source>货源单号</source>
            <translation>Source order no.</translation>
        </message>
    </context>
    <context>
        <name>DeliveryCard</name>
        <message>
            <source>{n} 笔 · 可以先接待下一位，结果会提醒</source>
            <translation>{n} waiting · serve the next customer, you will be told</translation>
        </message>
    </context>
    <context>
        <name>DeliveryRow</name>
        <message>
            <source>充值中 {time}</source>
            <translation>In progress {time}</translation>
        </message>
        <message>
            <source>出卡中 {time}</source>
            <translation>Issuing {time}</translation>
        </message>
        <message>
            <source>到了</source>
            <translation>Arrived</translation>
        </message>
        <message>
            <source>失败</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>已出卡</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已到账</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已退款</source>
            <translation>Refunded</translation>
        </message>
        <message>
            <source>平台库存 · {n} 张</source>
            <translation>Platform stock · codes {n}</translation>
        </message>
        <message>
            <source>待付款</source>
            <translation>Awaiting payment</translation>
        </message>
        <message>
            <source>待店主定</source>
            <translation>Owner to decide</translation>
        </message>
        <message>
            <source>待确认</source>
            <translation>Unconfirmed</translation>
        </message>
        <message>
            <source>排队中</source>
            <translation>Queued</translation>
        </message>
        <message>
            <source>排队中，马上提交给货源</source>
            <translation>Queued, about to be sent to the source</translation>
        </message>
        <message>
            <source>查结果</source>
            <translation>Check result</translation>
        </message>
        <message>
            <source>直充与平台出卡</source>
            <translation>Top-ups and platform codes</translation>
        </message>
        <message>
            <source>离线中，联网后自动提交</source>
            <translation>Offline; sent once back online</translation>
        </message>
        <message>
            <source>要店主看一下，先别重复下单</source>
            <translation>The owner must look at it. Do not order again yet</translation>
        </message>
        <message>
            <source>货源处理中</source>
            <translation>The source is working on it</translation>
        </message>
        <message>
            <source>货源明确说没办成，没有扣钱</source>
            <translation>The source says it failed, nothing was charged</translation>
        </message>
        <message>
            <source>货源没回话，先别重复下单</source>
            <translation>The source has not answered. Do not order again yet</translation>
        </message>
        <message>
            <source>还没收到钱</source>
            <translation>No money received yet</translation>
        </message>
        <message>
            <source>钱已经退了</source>
            <translation>The money was refunded</translation>
        </message>
    </context>
    <context>
        <name>DifferenceBlocks</name>
        <message>
            <source>+ 加款</source>
            <translation>+ Funds added</translation>
        </message>
        <message>
            <source>+ 返点</source>
            <translation>+ Rebate</translation>
        </message>
        <message>
            <source>+ 退回</source>
            <translation>+ Returned</translation>
        </message>
        <message>
            <source>= 应有</source>
            <translation>= Expected</translation>
        </message>
        <message>
            <source>{account} · 手填 {at}</source>
            <translation>{account} · typed {at}</translation>
        </message>
        <message>
            <source>− 采购</source>
            <translation>− Purchases</translation>
        </message>
        <message>
            <source>合计</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>合计，不算连不上的</source>
            <translation>Total of those reached</translation>
        </message>
        <message>
            <source>实查</source>
            <translation>Actual</translation>
        </message>
        <message>
            <source>差额</source>
            <translation>Difference</translation>
        </message>
        <message>
            <source>应有</source>
            <translation>Expected</translation>
        </message>
        <message>
            <source>抄数</source>
            <translation>Copied</translation>
        </message>
        <message>
            <source>收款码</source>
            <translation>Shop codes</translation>
        </message>
        <message>
            <source>期初</source>
            <translation>Opening</translation>
        </message>
        <message>
            <source>期初 − 采购 + 退回 + 加款 + 返点 = 应有</source>
            <translation>Opening − purchases + returned + added + rebate = expected</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>笔数</source>
            <translation>Count</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>货源余额</source>
            <translation>Source balances</translation>
        </message>
        <message>
            <source>连不上</source>
            <translation>No connection</translation>
        </message>
    </context>
    <context>
        <name>DifferenceFoot</name>
        <message>
            <source>差额</source>
            <translation>Difference</translation>
        </message>
    </context>
    <context>
        <name>DiscountSheet</name>
        <message>
            <source>不打折</source>
            <translation>No discount</translation>
        </message>
        <message>
            <source>低于 {rate} 折要店主 PIN</source>
            <translation>More than {percent}% off needs the owner PIN</translation>
        </message>
        <message>
            <source>元</source>
            <translation>¥</translation>
        </message>
        <message>
            <source>元一件</source>
            <translation>¥ each</translation>
        </message>
        <message>
            <source>减钱</source>
            <translation>Amount off</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>打折</source>
            <translation>% off</translation>
        </message>
        <message>
            <source>折</source>
            <translation>% to pay</translation>
        </message>
        <message>
            <source>折后</source>
            <translation>After discount</translation>
        </message>
        <message>
            <source>折扣 · {title}</source>
            <translation>Discount · {title}</translation>
        </message>
        <message>
            <source>改价</source>
            <translation>New price</translation>
        </message>
        <message>
            <source>改价要写原因</source>
            <translation>A new price needs a reason</translation>
        </message>
        <message>
            <source>整单折扣</source>
            <translation>Order discount</translation>
        </message>
        <message>
            <source>确定</source>
            <translation>Apply</translation>
        </message>
    </context>
    <context>
        <name>DiskKeeper</name>
        <message>
            <source>磁盘只剩 {free} MB</source>
            <translation>Only {free} MB of disk left</translation>
        </message>
        <message>
            <source>腾些空间：少于 100 MB 就不能从货源买了</source>
            <translation>Make room: below 100 MB nothing can be bought from sources</translation>
        </message>
        <message>
            <source>货源的回话可能存不下，先不从货源买；本地卡密照卖。马上腾出空间</source>
            <translation>A source's answer might not fit, so nothing is bought from sources now; local cards still sell. Make room at once</translation>
        </message>
    </context>
    <context>
        <name>DoneHero</name>
        <message>
            <source>{number} · {whose} · {time}</source>
            <translation>{number} · {whose} · {time}</translation>
        </message>
        <message>
            <source>取货码 {code}</source>
            <translation>Claim code {code}</translation>
        </message>
        <message>
            <source>存零</source>
            <translation>Keep change</translation>
        </message>
        <message>
            <source>实收</source>
            <translation>Tendered</translation>
        </message>
        <message>
            <source>找零</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>收款成功</source>
            <translation>Payment received</translation>
        </message>
        <message>
            <source>散客</source>
            <translation>Walk-in</translation>
        </message>
    </context>
    <context>
        <name>DonePage</name>
        <message>
            <source>{titles} · {cards}</source>
            <translation>{titles} · {cards}</translation>
        </message>
        <message>
            <source>卡号 {number}</source>
            <translation>Card no. {number}</translation>
        </message>
        <message>
            <source>待确认的订单会留在“订单 › 待确认”，下次自动查询 {time}。</source>
            <translation>Unconfirmed orders stay in “Orders › Unconfirmed”. Next automatic check {time}.</translation>
        </message>
        <message>
            <source>扫码存小票</source>
            <translation>Scan to keep receipt</translation>
        </message>
        <message>
            <source>用手机扫，把卡密存下来</source>
            <translation>Scan with a phone to keep the code</translation>
        </message>
        <message>
            <source>订单、商品和金额都在里面，没有卡密</source>
            <translation>Order, goods and amounts, no codes</translation>
        </message>
        <message>
            <source>货源还是没有结果，先别重复下单</source>
            <translation>The source still has no result. Do not order again yet</translation>
        </message>
    </context>
    <context>
        <name>DonePapers</name>
        <message>
            <source>再发一次</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>在打印了</source>
            <translation>Printing</translation>
        </message>
        <message>
            <source>带卡密的消息已复制，{n} 秒后清空</source>
            <translation>Message with codes copied, cleared in {n} s</translation>
        </message>
        <message>
            <source>没有打印机，什么都没打印</source>
            <translation>No printer, nothing was printed</translation>
        </message>
        <message>
            <source>消息已复制，里面没有卡密</source>
            <translation>Message copied, no codes in it</translation>
        </message>
        <message>
            <source>补打卡密单</source>
            <translation>Reprint code slip</translation>
        </message>
        <message>
            <source>这一单没有要发的</source>
            <translation>Nothing to send for this sale</translation>
        </message>
        <message>
            <source>这些卡密已经看过一次，再发要店主同意</source>
            <translation>These codes were shown once. Sending again needs the owner</translation>
        </message>
        <message>
            <source>这些卡密已经看过一次，补打要店主同意</source>
            <translation>These codes were shown once. Reprinting needs the owner</translation>
        </message>
    </context>
    <context>
        <name>DoneSide</name>
        <message>
            <source>下一位</source>
            <translation>Next customer</translation>
        </message>
        <message>
            <source>出卡人 {name}，看、复制、打印都有记录。</source>
            <translation>Issued by {name}. Showing, copying and printing are logged.</translation>
        </message>
        <message>
            <source>卡密存成加密文件</source>
            <translation>Save the codes as an encrypted file</translation>
        </message>
        <message>
            <source>发给顾客</source>
            <translation>Send to customer</translation>
        </message>
        <message>
            <source>售后、退款</source>
            <translation>After-sales, refund</translation>
        </message>
        <message>
            <source>存 PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>存文件</source>
            <translation>File</translation>
        </message>
        <message>
            <source>小票的二维码</source>
            <translation>QR code of the receipt</translation>
        </message>
        <message>
            <source>打印卡密单</source>
            <translation>Print code slip</translation>
        </message>
        <message>
            <source>打印小票</source>
            <translation>Print receipt</translation>
        </message>
        <message>
            <source>扫码存小票</source>
            <translation>Scan to keep it</translation>
        </message>
        <message>
            <source>放大给顾客扫</source>
            <translation>Enlarge</translation>
        </message>
        <message>
            <source>未操作时不会自动跳走</source>
            <translation>Stays until you go on</translation>
        </message>
        <message>
            <source>本单积分</source>
            <translation>Points earned</translation>
        </message>
        <message>
            <source>积分余额</source>
            <translation>Points balance</translation>
        </message>
        <message>
            <source>顾客扫码存下这张小票的文字。卡密不在里面。</source>
            <translation>The customer scans to keep this receipt as text. No codes in it.</translation>
        </message>
    </context>
    <context>
        <name>DropArea</name>
        <message>
            <source>JPG、PNG，会自动裁出二维码</source>
            <translation>JPG, PNG; the QR code is cut out for you</translation>
        </message>
        <message>
            <source>再加一张</source>
            <translation>Add another</translation>
        </message>
        <message>
            <source>图片 (*.png *.jpg *.jpeg *.webp *.bmp)</source>
            <translation>Pictures (*.png *.jpg *.jpeg *.webp *.bmp)</translation>
        </message>
        <message>
            <source>把图片拖到这里</source>
            <translation>Drop the picture here</translation>
        </message>
        <message>
            <source>选图片</source>
            <translation>Choose picture</translation>
        </message>
        <message>
            <source>选图片…</source>
            <translation>Choose picture…</translation>
        </message>
    </context>
    <context>
        <name>DropSheet</name>
        <message>
            <source>{amount} 一直没看到到账。放弃之后锁住的货放出来，单号留着。</source>
            <translation>{amount} never arrived. Dropping it frees the locked goods; the number stays.</translation>
        </message>
        <message>
            <source>{name} 要放弃 {number}。</source>
            <translation>{name} wants to drop {number}.</translation>
        </message>
        <message>
            <source>写一句为什么，才能放弃</source>
            <translation>Write a reason to drop it</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>换了方式另开一单</source>
            <translation>Paid on a new order instead</translation>
        </message>
        <message>
            <source>放弃 {number}？</source>
            <translation>Drop {number}?</translation>
        </message>
        <message>
            <source>放弃这单</source>
            <translation>Drop this sale</translation>
        </message>
        <message>
            <source>顾客没付</source>
            <translation>Customer did not pay</translation>
        </message>
        <message>
            <source>顾客走了</source>
            <translation>Customer left</translation>
        </message>
    </context>
    <context>
        <name>EraseCustomerSheet</name>
        <message>
            <source>{who} 要删除 {name} 的资料，删了就找不回来。</source>
            <translation>{who} wants to delete the data of {name}. It cannot be brought back.</translation>
        </message>
        <message>
            <source>删了就找不回来。以前的备份里还有，备份到期才没有。</source>
            <translation>It cannot be brought back. Earlier backups still hold it until they expire.</translation>
        </message>
        <message>
            <source>删掉</source>
            <translation>Goes</translation>
        </message>
        <message>
            <source>删除 {name} 的资料？</source>
            <translation>Delete the data of {name}?</translation>
        </message>
        <message>
            <source>删除会员资料</source>
            <translation>Member's data deleted</translation>
        </message>
        <message>
            <source>删除资料</source>
            <translation>Delete data</translation>
        </message>
        <message>
            <source>卖过的单、收的钱、积分和账本，一笔不少，只剩编号和打了码的账号；店员写在退款、补偿、调整里的原因。</source>
            <translation>Sales, payments, points and the ledger, every entry of them, under a number and with masked accounts; the reasons staff wrote for refunds, compensation and corrections.</translation>
        </message>
        <message>
            <source>名字、电话、QQ、微信、卡号、生日、来处、标签和备注；常用账号，充过的完整账号；售后里和这位说过的话、联系方式；给这位挂的单；货源和收款网关的原始回话。</source>
            <translation>Name, phone, QQ, WeChat, card number, birthday, origin, tags and note; saved accounts and the full accounts of past top-ups; what was said in after-sales, and the contact; orders held for them; raw answers of sources and payment gateways.</translation>
        </message>
        <message>
            <source>正在核对</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>留下</source>
            <translation>Stays</translation>
        </message>
        <message>
            <source>资料删除了，账一笔没少</source>
            <translation>The data is deleted, the books are whole</translation>
        </message>
        <message>
            <source>还有 {n} 积分，以后没有人能用。</source>
            <translation>{n} points are left; nobody can use them afterwards.</translation>
        </message>
    </context>
    <context>
        <name>ExportFiles</name>
        <message>
            <source>会员</source>
            <translation>customers</translation>
        </message>
        <message>
            <source>卡台{name} {date}</source>
            <translation>Katai {name} {date}</translation>
        </message>
        <message>
            <source>台账</source>
            <translation>ledger</translation>
        </message>
        <message>
            <source>合规记录</source>
            <translation>Compliance records</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>products</translation>
        </message>
        <message>
            <source>导出{name}</source>
            <translation>Export {name}</translation>
        </message>
        <message>
            <source>导出了 {n} 行：{path}</source>
            <translation>Rows exported: {n}. {path}</translation>
        </message>
        <message>
            <source>进价变动</source>
            <translation>Cost changes</translation>
        </message>
        <message>
            <source>采购单</source>
            <translation>purchases</translation>
        </message>
        <message>
            <source>销售单</source>
            <translation>sales</translation>
        </message>
    </context>
    <context>
        <name>FailedPrintsSheet</name>
        <message>
            <source>不打了</source>
            <translation>Give up</translation>
        </message>
        <message>
            <source>不打了只是不再提醒：货没交出去的，还在待交付里。</source>
            <translation>Giving a paper up only ends the reminder: goods that were not handed over stay to be delivered.</translation>
        </message>
        <message>
            <source>中途查看</source>
            <translation>X report</translation>
        </message>
        <message>
            <source>交班单</source>
            <translation>Shift slip</translation>
        </message>
        <message>
            <source>什么时候</source>
            <translation>When</translation>
        </message>
        <message>
            <source>会员收据</source>
            <translation>Customer receipt</translation>
        </message>
        <message>
            <source>佣金付款单</source>
            <translation>Commission slip</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>再打一次</source>
            <translation>Print again</translation>
        </message>
        <message>
            <source>卡密单</source>
            <translation>Card slip</translation>
        </message>
        <message>
            <source>哪张纸</source>
            <translation>Paper</translation>
        </message>
        <message>
            <source>小票</source>
            <translation>Receipt</translation>
        </message>
        <message>
            <source>日结单</source>
            <translation>Z report</translation>
        </message>
        <message>
            <source>没打出来的纸</source>
            <translation>Papers that did not print</translation>
        </message>
        <message>
            <source>测试页</source>
            <translation>Test page</translation>
        </message>
        <message>
            <source>都打出来了</source>
            <translation>Everything was printed</translation>
        </message>
    </context>
    <context>
        <name>FailedSheet</name>
        <message>
            <source>先到货源网站核对。标错了，可能会充两次，或者白丢一笔货款。</source>
            <translation>Check on the source's site first. A wrong mark may top up twice or lose the money paid.</translation>
        </message>
        <message>
            <source>失败 · {number}</source>
            <translation>Failed · {number}</translation>
        </message>
        <message>
            <source>扣了款，货不会来了（核销）</source>
            <translation>Charged, goods will not come (write off)</translation>
        </message>
        <message>
            <source>标记失败</source>
            <translation>Mark failed</translation>
        </message>
        <message>
            <source>标记失败，去退款…</source>
            <translation>Mark failed and refund…</translation>
        </message>
        <message>
            <source>看到的结果</source>
            <translation>What you saw</translation>
        </message>
        <message>
            <source>货源失败，已经退款</source>
            <translation>The source failed and gave the money back</translation>
        </message>
        <message>
            <source>货源没有这张单，没有扣款</source>
            <translation>The source has no such order, nothing charged</translation>
        </message>
    </context>
    <context>
        <name>FieldRow</name>
        <message>
            <source>已保存</source>
            <translation>Saved</translation>
        </message>
        <message>
            <source>换密钥…</source>
            <translation>New key…</translation>
        </message>
    </context>
    <context>
        <name>FilePasswordSheet</name>
        <message>
            <source>{cards}卡密存好了，密码只显示这一次</source>
            <translation>{cards} saved. The password is shown only once</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>复制密码</source>
            <translation>Copy password</translation>
        </message>
        <message>
            <source>密码另外发给顾客，别和文件一起发。</source>
            <translation>Send the password separately, never with the file.</translation>
        </message>
        <message>
            <source>密码复制了，{n} 秒后从剪贴板清掉</source>
            <translation>Password copied, cleared from the clipboard in {n} s</translation>
        </message>
        <message>
            <source>文件在 {path}</source>
            <translation>The file is at {path}</translation>
        </message>
        <message>
            <source>用 Excel 或 WPS 打开，连横线一起输。密码不留底，丢了要重新存一份，算再看一次。</source>
            <translation>Opens in Excel or WPS; type the hyphens too. The password is kept nowhere: if it is lost, save a new file, which counts as a second look.</translation>
        </message>
    </context>
    <context>
        <name>FirstRunWizard</name>
        <message>
            <source>12 个词，抄在纸上</source>
            <translation>12 words, on paper</translation>
        </message>
        <message>
            <source>6 位数字，退款、日结要用</source>
            <translation>6 digits, for refunds and day close</translation>
        </message>
        <message>
            <source>上一步</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>从备份恢复</source>
            <translation>Restore from a backup</translation>
        </message>
        <message>
            <source>以后再说</source>
            <translation>Later</translation>
        </message>
        <message>
            <source>卡盟账号，或自己的卡密</source>
            <translation>Platform account, or own codes</translation>
        </message>
        <message>
            <source>备份文件在 U 盘或网盘里，12 个恢复词在纸上。这台电脑上还没有店。</source>
            <translation>The backup file is on a stick or online, the 12 recovery words on paper. This computer has no shop yet.</translation>
        </message>
        <message>
            <source>备用金与第一班</source>
            <translation>Float and first shift</translation>
        </message>
        <message>
            <source>导入商品</source>
            <translation>Import products</translation>
        </message>
        <message>
            <source>店名、PIN 和恢复词不能跳过，
其余以后在“设置”里补。</source>
            <translation>Name, PIN and recovery words are a must;
the rest can follow in Settings.</translation>
        </message>
        <message>
            <source>店名和店主 PIN</source>
            <translation>Shop name and owner PIN</translation>
        </message>
        <message>
            <source>店建好了。</source>
            <translation>The shop is ready.</translation>
        </message>
        <message>
            <source>开张</source>
            <translation>Open for business</translation>
        </message>
        <message>
            <source>微信、支付宝的收款图片</source>
            <translation>WeChat and Alipay pictures</translation>
        </message>
        <message>
            <source>忘了 PIN 或换了电脑，只有这 12 个词能打开数据。用笔抄在纸上，按顺序抄。</source>
            <translation>If the PIN is forgotten or the computer changes, only these 12 words open the data. Write them on paper, in order.</translation>
        </message>
        <message>
            <source>恢复词</source>
            <translation>Recovery words</translation>
        </message>
        <message>
            <source>把收款码的图片放进来，收款时显示给顾客扫。没有图片，就拍一张柜台上的纸码。</source>
            <translation>Add pictures of your shop codes; customers scan them to pay. No picture? Take one of the code on the counter.</translation>
        </message>
        <message>
            <source>收款码</source>
            <translation>Shop codes</translation>
        </message>
        <message>
            <source>数据只存在这台电脑上。PIN 是 6 位数字，别用生日和手机尾号。</source>
            <translation>Data stays on this computer. The PIN has 6 digits; no birthday, no phone tail.</translation>
        </message>
        <message>
            <source>有商品表就导进来，没有就开张以后一个个加。</source>
            <translation>Import a product table, or add products one by one later.</translation>
        </message>
        <message>
            <source>核对恢复词</source>
            <translation>Check recovery words</translation>
        </message>
        <message>
            <source>照纸上的填 3 个。填对了才能继续，填错了可以回去再看。</source>
            <translation>Enter 3 of them from your paper. Only right ones lead on; wrong ones can be looked up again.</translation>
        </message>
        <message>
            <source>货从哪里来？可以选一种先开张，以后再加。</source>
            <translation>Where do goods come from? Open with one way and add others later.</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>选要卖的，定售价</source>
            <translation>Choose what to sell, set prices</translation>
        </message>
        <message>
            <source>首次设置</source>
            <translation>First set-up</translation>
        </message>
    </context>
    <context>
        <name>FootButtons</name>
        <message>
            <source>上一步</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
    </context>
    <context>
        <name>FundsPanel</name>
        <message>
            <source>{n} 张不知道进价</source>
            <translation>{n} without a cost</translation>
        </message>
        <message>
            <source>两边对得上</source>
            <translation>Both sides agree</translation>
        </message>
        <message>
            <source>佣金</source>
            <translation>Commission</translation>
        </message>
        <message>
            <source>储值</source>
            <translation>Stored value</translation>
        </message>
        <message>
            <source>净利</source>
            <translation>Net profit</translation>
        </message>
        <message>
            <source>卡密成本</source>
            <translation>Card stock at cost</translation>
        </message>
        <message>
            <source>卡盟余额</source>
            <translation>Supplier balances</translation>
        </message>
        <message>
            <source>取走</source>
            <translation>Taken out</translation>
        </message>
        <message>
            <source>多出 {amount}</source>
            <translation>{amount} too much</translation>
        </message>
        <message>
            <source>少了 {amount}</source>
            <translation>{amount} missing</translation>
        </message>
        <message>
            <source>应收</source>
            <translation>Receivable</translation>
        </message>
        <message>
            <source>应该有</source>
            <translation>Should be there</translation>
        </message>
        <message>
            <source>待交付</source>
            <translation>To hand over</translation>
        </message>
        <message>
            <source>收款码</source>
            <translation>Codes</translation>
        </message>
        <message>
            <source>本金</source>
            <translation>Capital</translation>
        </message>
        <message>
            <source>现在有</source>
            <translation>Is there</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>积分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>记本金、取走</source>
            <translation>Capital in or out</translation>
        </message>
        <message>
            <source>资金</source>
            <translation>Funds</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>项目</source>
            <translation>Part</translation>
        </message>
        <message>
            <source>，还没有入账或还没有查清</source>
            <translation>, not booked or not explained yet</translation>
        </message>
    </context>
    <context>
        <name>GatewayCode</name>
        <message>
            <source>二维码有效期</source>
            <translation>Code valid for</translation>
        </message>
        <message>
            <source>码过期了，换一个</source>
            <translation>Expired, make a new one</translation>
        </message>
    </context>
    <context>
        <name>GatewayDesk</name>
        <message>
            <source>{amount} 还没有到账</source>
            <translation>{amount} has not arrived yet</translation>
        </message>
        <message>
            <source>取消了，货放回去了。{amount} 要是后来到账，会提醒你退</source>
            <translation>Cancelled, the goods are back in stock. If {amount} arrives later, you will be told to give it back</translation>
        </message>
        <message>
            <source>取消扫码付款</source>
            <translation>Payment by code cancelled</translation>
        </message>
        <message>
            <source>可以先忙别的：{number} 存为待付款，货锁着，后台接着查，到账自动完成。</source>
            <translation>You can go on: {number} is kept as awaiting payment, its goods stay locked, the till goes on asking and completes it by itself.</translation>
        </message>
        <message>
            <source>在哪里看到的（必填）</source>
            <translation>Where you saw it (required)</translation>
        </message>
        <message>
            <source>存为待付款，后台接着查</source>
            <translation>Keep as awaiting payment, go on asking</translation>
        </message>
        <message>
            <source>手动确认到账</source>
            <translation>Confirm arrival by hand</translation>
        </message>
        <message>
            <source>接着等</source>
            <translation>Go on waiting</translation>
        </message>
        <message>
            <source>支付通道还没有说 {amount} 到账。只有在商户后台看到了才能手动确认</source>
            <translation>The gateway has not said that {amount} arrived. Confirm by hand only if you saw it in the merchant's back office</translation>
        </message>
    </context>
    <context>
        <name>GatewayFormSheet</name>
        <message>
            <source>{name} 存好了</source>
            <translation>{name} saved</translation>
        </message>
        <message>
            <source>例如 柜台扫码</source>
            <translation>Such as Counter codes</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改 {name}</source>
            <translation>Change {name}</translation>
        </message>
        <message>
            <source>哪一种通道</source>
            <translation>Kind of gateway</translation>
        </message>
        <message>
            <source>支付通道</source>
            <translation>Payment gateway</translation>
        </message>
        <message>
            <source>添加支付通道</source>
            <translation>Add payment gateway</translation>
        </message>
        <message>
            <source>给它起个名字</source>
            <translation>Give it a name</translation>
        </message>
        <message>
            <source>连上了：{shop} · 通道里有 {balance}</source>
            <translation>Connected: {shop} · the gateway holds {balance}</translation>
        </message>
        <message>
            <source>钱由这个通道收，进它的商户后台。核对网址和商户号，密钥只存在本机</source>
            <translation>This gateway collects the money into its own back office. Check address and merchant number; the key stays on this machine</translation>
        </message>
    </context>
    <context>
        <name>GatewayKeeper</name>
        <message>
            <source>{number} 完成了，货在待交付</source>
            <translation>{number} is complete, its goods wait to be handed over</translation>
        </message>
        <message>
            <source>{n} 笔共 {money}：收了钱没有单，或该退没退。钱都在，逐笔处理</source>
            <translation>{n}, {money} in all: money without a sale, or not paid back. Nothing is lost, settle each</translation>
        </message>
        <message>
            <source>到账 {amount}</source>
            <translation>{amount} arrived</translation>
        </message>
        <message>
            <source>去处理</source>
            <translation>Settle</translation>
        </message>
        <message>
            <source>去看</source>
            <translation>Look</translation>
        </message>
        <message>
            <source>易支付有钱没对上</source>
            <translation>Epay money that does not match</translation>
        </message>
    </context>
    <context>
        <name>GatewayMattersSheet</name>
        <message>
            <source>{gateway} · {time} · 单号 {own}</source>
            <translation>{gateway} · {time} · number {own}</translation>
        </message>
        <message>
            <source>{gateway} · 单号 {own}</source>
            <translation>{gateway} · number {own}</translation>
        </message>
        <message>
            <source>{title} · 原单 {number}</source>
            <translation>{title} · sale {number}</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>写下怎么处理的，比如“现金退了”“给了货”</source>
            <translation>Write down how it was settled, such as paid back in cash, goods given</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>原路退给顾客</source>
            <translation>Pay back the same way</translation>
        </message>
        <message>
            <source>取消以后顾客才付的，货已经放回去了。原路退给顾客；顾客还在，也可以重新开单给货。</source>
            <translation>The customer paid after the sale was cancelled; the goods are back in stock. Pay it back the same way; if the customer is still here, you may also sell the goods again.</translation>
        </message>
        <message>
            <source>已经处理好</source>
            <translation>Settled</translation>
        </message>
        <message>
            <source>已经让支付通道原路退回，等它查到退款结果。不要再退一次。</source>
            <translation>The gateway was told to pay it back; its answer is awaited. Do not pay it back again.</translation>
        </message>
        <message>
            <source>怎么处理的（必填）</source>
            <translation>How it was settled (required)</translation>
        </message>
        <message>
            <source>支付通道没有退这笔（每张单只能退一次）。先到商户后台核对，没退就用现金或转账退给顾客。</source>
            <translation>The gateway did not pay this back (it pays each order back once). Check its back office first; if it did not, pay the customer in cash or by transfer.</translation>
        </message>
        <message>
            <source>收了钱没有单</source>
            <translation>Money without a sale</translation>
        </message>
        <message>
            <source>收了钱还没记账</source>
            <translation>Money not booked yet</translation>
        </message>
        <message>
            <source>易支付没对上的钱</source>
            <translation>Epay money that does not match</translation>
        </message>
        <message>
            <source>没对上的钱</source>
            <translation>Money that does not match</translation>
        </message>
        <message>
            <source>照办</source>
            <translation>Do it</translation>
        </message>
        <message>
            <source>该退的款 · 原单 {number}</source>
            <translation>To be paid back · sale {number}</translation>
        </message>
        <message>
            <source>这张单已经付过一次，这是第二次付的。原路退给顾客。</source>
            <translation>This sale was paid before; this is a second payment. Pay it back the same way.</translation>
        </message>
        <message>
            <source>退款发出去了，结果还没查到。不要再退一次，程序接着查。</source>
            <translation>The refund was sent, its result is not known yet. Do not pay it back again, the till goes on asking.</translation>
        </message>
        <message>
            <source>通道说：{text}。</source>
            <translation>The gateway says: {text}. </translation>
        </message>
        <message>
            <source>都对上了，没有要处理的。</source>
            <translation>Everything matches, nothing to settle.</translation>
        </message>
        <message>
            <source>钱到了，单子还没完成（多半没有开班）。开班以后自动完成，不用处理。</source>
            <translation>The money arrived, its sale is not complete yet (mostly because no shift is open). It completes by itself once a shift is opened.</translation>
        </message>
    </context>
    <context>
        <name>GatewayPanel</name>
        <message>
            <source>QQ 钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>{channel}付款码</source>
            <translation>{channel} payment code</translation>
        </message>
        <message>
            <source>{channel}收款</source>
            <translation>{channel} payment</translation>
        </message>
        <message>
            <source>付款码收款</source>
            <translation>By the customer's code</translation>
        </message>
        <message>
            <source>先点“立即查询”，不要凭截图放行。</source>
            <translation>Press Ask now first; a screenshot is no proof.</translation>
        </message>
        <message>
            <source>取消这笔</source>
            <translation>Cancel this payment</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat</translation>
        </message>
        <message>
            <source>我扫顾客</source>
            <translation>Scan code</translation>
        </message>
        <message>
            <source>手动确认…</source>
            <translation>By hand…</translation>
        </message>
        <message>
            <source>换一个码</source>
            <translation>New code</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>易支付</source>
            <translation>Epay</translation>
        </message>
        <message>
            <source>立即查询</source>
            <translation>Ask now</translation>
        </message>
        <message>
            <source>这个通道只能顾客扫我：它没有付款码接口，扫不了顾客的码。</source>
            <translation>This gateway only shows codes: it has no call for the customer's code.</translation>
        </message>
        <message>
            <source>顾客扫我</source>
            <translation>Show code</translation>
        </message>
        <message>
            <source>顾客说已付款但没有到账？</source>
            <translation>Customer paid but nothing arrived?</translation>
        </message>
    </context>
    <context>
        <name>GatewaySteps</name>
        <message>
            <source>二维码已生成</source>
            <translation>Code is ready</translation>
        </message>
        <message>
            <source>付款码已发给通道</source>
            <translation>Customer's code sent to the gateway</translation>
        </message>
        <message>
            <source>到账后自动进入下一步</source>
            <translation>Goes on by itself once paid</translation>
        </message>
        <message>
            <source>每 2 秒查一次 · 已查 {n} 次</source>
            <translation>Asked every 2 s · {n} so far</translation>
        </message>
        <message>
            <source>等待顾客扫码付款</source>
            <translation>Waiting for the customer to pay</translation>
        </message>
        <message>
            <source>等顾客确认付款</source>
            <translation>Waiting for the customer to confirm</translation>
        </message>
    </context>
    <context>
        <name>GatewayTexts</name>
        <message>
            <source>付款码没有发出去</source>
            <translation>The code was not sent</translation>
        </message>
        <message>
            <source>再要一次，或取消这笔换一种付款</source>
            <translation>Ask for it again, or cancel and pay another way</translation>
        </message>
        <message>
            <source>出码以后这一单存为待付款，货锁着等到账。顾客用{channel}扫</source>
            <translation>With the code the sale is kept as awaiting payment and its goods are locked. The customer scans with {channel}</translation>
        </message>
        <message>
            <source>到“设置 › 付款方式”里加一个</source>
            <translation>Add one in Settings › Tenders</translation>
        </message>
        <message>
            <source>在收款</source>
            <translation>Taking the payment</translation>
        </message>
        <message>
            <source>扫到就收 {amount}，货先锁着等到账。微信、支付宝的付款码自己认</source>
            <translation>A scan takes {amount}; the goods are locked until it arrives. WeChat and Alipay codes are told apart</translation>
        </message>
        <message>
            <source>扫顾客的付款码</source>
            <translation>Scan the customer's payment code</translation>
        </message>
        <message>
            <source>换一个码。旧码要是付了，也会找到</source>
            <translation>Make a new code. If the old one was paid, that is found too</translation>
        </message>
        <message>
            <source>支付通道不给码，说：{text}。没有收到钱</source>
            <translation>The gateway gives no code, it says: {text}. No money was taken</translation>
        </message>
        <message>
            <source>支付通道说：{text}。换一种付款，或再要一次码</source>
            <translation>The gateway says: {text}. Pay another way, or ask for the code again</translation>
        </message>
        <message>
            <source>查到还没扣款（通道说：{text}）。顾客没在输密码，就取消这笔或等一会儿再扫</source>
            <translation>Not charged so far (the gateway says: {text}). If no password is being typed, cancel this or scan again in a while</translation>
        </message>
        <message>
            <source>查到还没扣款，顾客可能在输密码。接着查</source>
            <translation>Not charged so far; the customer may be typing a password. Asking on</translation>
        </message>
        <message>
            <source>正在要码</source>
            <translation>Asking for a code</translation>
        </message>
        <message>
            <source>没有拿到码</source>
            <translation>No code came</translation>
        </message>
        <message>
            <source>没有支付通道</source>
            <translation>No payment gateway</translation>
        </message>
        <message>
            <source>码过期了</source>
            <translation>The code expired</translation>
        </message>
        <message>
            <source>请顾客看手机，{channel}可能要输密码。同一个码不会再发第二次</source>
            <translation>Ask the customer to look at the phone: {channel} may want a password. The same code is never sent twice</translation>
        </message>
        <message>
            <source>货已经锁住，等支付通道给码</source>
            <translation>The goods are locked, waiting for the gateway's code</translation>
        </message>
        <message>
            <source>还没有出码</source>
            <translation>No code yet</translation>
        </message>
        <message>
            <source>还没有结果，接着查</source>
            <translation>No result yet, asking on</translation>
        </message>
        <message>
            <source>连不上支付通道，没有发出去。再要一次，或换一种付款</source>
            <translation>The gateway cannot be reached, nothing was sent. Ask again, or pay another way</translation>
        </message>
        <message>
            <source>连不上支付通道，没有收钱。请顾客刷新再扫</source>
            <translation>The gateway cannot be reached, no money was taken. Have the code refreshed and scan again</translation>
        </message>
        <message>
            <source>通道的回答和这一笔对不上，不算到账。接着查</source>
            <translation>The gateway's answer does not match this payment and counts for nothing. Asking on</translation>
        </message>
        <message>
            <source>通道说：{text}。还不能算没扣到，接着查</source>
            <translation>The gateway says: {text}. That is no proof of no charge, asking on</translation>
        </message>
        <message>
            <source>钱到了，正在完成这张单</source>
            <translation>The money arrived, completing the sale</translation>
        </message>
    </context>
    <context>
        <name>GatewaysPart</name>
        <message>
            <source>以后不再用它收钱，密钥马上清掉。以前收的钱和记录不变。</source>
            <translation>It collects no more money and its key is erased at once. Past payments and records stay.</translation>
        </message>
        <message>
            <source>修改…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <source>再加一个</source>
            <translation>Another one</translation>
        </message>
        <message>
            <source>删掉</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>删掉支付通道 {name}？</source>
            <translation>Remove the payment gateway {name}?</translation>
        </message>
        <message>
            <source>支付通道（易支付）</source>
            <translation>Payment gateways (Epay)</translation>
        </message>
        <message>
            <source>添加支付通道…</source>
            <translation>Add payment gateway…</translation>
        </message>
        <message>
            <source>留着</source>
            <translation>Keep it</translation>
        </message>
        <message>
            <source>还没有通道</source>
            <translation>No gateway yet</translation>
        </message>
        <message>
            <source>顾客扫一次码，到账自动完成。密钥封存在本机</source>
            <translation>The customer scans once, the sale completes by itself. Keys are sealed on this machine</translation>
        </message>
    </context>
    <context>
        <name>GiftSheet</name>
        <message>
            <source>{gift} 给 {name}，用掉 {n} 积分</source>
            <translation>{gift} for {name}, {n} points used</translation>
        </message>
        <message>
            <source>{n} 分</source>
            <translation>{n} pts</translation>
        </message>
        <message>
            <source>剩 {n} 件</source>
            <translation>{n} left</translation>
        </message>
        <message>
            <source>手机尾号或会员卡号</source>
            <translation>Phone tail or card number</translation>
        </message>
        <message>
            <source>换</source>
            <translation>Redeem</translation>
        </message>
        <message>
            <source>换礼品 · {name}</source>
            <translation>Gift for points · {name}</translation>
        </message>
        <message>
            <source>有 {points} 积分</source>
            <translation>Has {points} points</translation>
        </message>
        <message>
            <source>礼品</source>
            <translation>Gifts</translation>
        </message>
        <message>
            <source>还差 {n} 积分</source>
            <translation>{n} points short</translation>
        </message>
        <message>
            <source>还没有礼品，店主可以在“更多”里添加</source>
            <translation>No gifts yet; the owner adds them under More</translation>
        </message>
    </context>
    <context>
        <name>GiveTierSheet</name>
        <message>
            <source>{name} 的等级</source>
            <translation>Tier of {name}</translation>
        </message>
        <message>
            <source>按累计消费</source>
            <translation>By spending</translation>
        </message>
        <message>
            <source>等级</source>
            <translation>Tier</translation>
        </message>
        <message>
            <source>给这个等级</source>
            <translation>Give this tier</translation>
        </message>
    </context>
    <context>
        <name>GoodsOfferBoard</name>
        <message>
            <source>{n} 个售价高于面值</source>
            <translation>{n} priced above face value</translation>
        </message>
        <message>
            <source>不能卖</source>
            <translation>Not sold here</translation>
        </message>
        <message>
            <source>取整</source>
            <translation>Rounding</translation>
        </message>
        <message>
            <source>取整到 0.01 元</source>
            <translation>Round to ¥0.01</translation>
        </message>
        <message>
            <source>取整到 0.1 元</source>
            <translation>Round to ¥0.10</translation>
        </message>
        <message>
            <source>取整到 0.5 元</source>
            <translation>Round to ¥0.50</translation>
        </message>
        <message>
            <source>取整到 1 元</source>
            <translation>Round to ¥1</translation>
        </message>
        <message>
            <source>可以上架的商品</source>
            <translation>Goods on offer</translation>
        </message>
        <message>
            <source>售价</source>
            <translation>Price</translation>
        </message>
        <message>
            <source>售价 = 进价 +</source>
            <translation>Price = cost +</translation>
        </message>
        <message>
            <source>售价比进价加百分之多少</source>
            <translation>Per cent added to the cost</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>已选 {n} 个</source>
            <translation>{n} ticked</translation>
        </message>
        <message>
            <source>拼音首字母</source>
            <translation>Initials</translation>
        </message>
        <message>
            <source>提醒</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>更多类别</source>
            <translation>More categories</translation>
        </message>
        <message>
            <source>更多类别…</source>
            <translation>More…</translation>
        </message>
        <message>
            <source>有风险，单独上架</source>
            <translation>Risky: one by one</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>没有分类</source>
            <translation>No category</translation>
        </message>
        <message>
            <source>没有可以上架的商品</source>
            <translation>Nothing to take over</translation>
        </message>
        <message>
            <source>类型</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进价没说，单独上架</source>
            <translation>No cost: one by one</translation>
        </message>
        <message>
            <source>高于面值，难卖</source>
            <translation>Above face value</translation>
        </message>
    </context>
    <context>
        <name>GoodsTerms</name>
        <message>
            <source>使用限制：{limit}</source>
            <translation>Limit: {limit}</translation>
        </message>
    </context>
    <context>
        <name>HandOrderSheet</name>
        <message>
            <source>{account} 没有接口：{goods} ×{n}，去它那里下单，再填回来。</source>
            <translation>{account} has no interface: order {goods} ×{n} there, then type in the result.</translation>
        </message>
        <message>
            <source>{name} 要回填 {number}（{goods}）。</source>
            <translation>{name} wants to type in {number} ({goods}).</translation>
        </message>
        <message>
            <source>一共花了多少</source>
            <translation>Total cost</translation>
        </message>
        <message>
            <source>一共花了多少（元）</source>
            <translation>Total cost (yuan)</translation>
        </message>
        <message>
            <source>下了单，没有单号（待确认）</source>
            <translation>Ordered, no number (unconfirmed)</translation>
        </message>
        <message>
            <source>下好了，货还没到</source>
            <translation>Ordered, not delivered yet</translation>
        </message>
        <message>
            <source>充值账号不对，对方不办</source>
            <translation>Wrong account, refused</translation>
        </message>
        <message>
            <source>写成 时:分，例如 14:05</source>
            <translation>Write hours:minutes, such as 14:05</translation>
        </message>
        <message>
            <source>到账时间（时:分）</source>
            <translation>Arrived at (h:mm)</translation>
        </message>
        <message>
            <source>办好了</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>卡密，一行一张</source>
            <translation>Card secrets, one a line</translation>
        </message>
        <message>
            <source>去下单</source>
            <translation>Go and order</translation>
        </message>
        <message>
            <source>去下单，复制充值账号</source>
            <translation>Go and order, copy the account</translation>
        </message>
        <message>
            <source>回填</source>
            <translation>Type in</translation>
        </message>
        <message>
            <source>对方不办，没有扣款</source>
            <translation>Refused, nothing charged</translation>
        </message>
        <message>
            <source>手工下单 · {number}</source>
            <translation>Order by hand · {number}</translation>
        </message>
        <message>
            <source>正在记下</source>
            <translation>Saving</translation>
        </message>
        <message>
            <source>没下单，放回去</source>
            <translation>Not ordered, put back</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>编码 {code} ×{n}</source>
            <translation>Code {code} ×{n}</translation>
        </message>
        <message>
            <source>记下</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>货源单号</source>
            <translation>Upstream number</translation>
        </message>
    </context>
    <context>
        <name>HandOverDesk</name>
        <message>
            <source>一致</source>
            <translation>Match</translation>
        </message>
        <message>
            <source>已交班</source>
            <translation>Shift handed over</translation>
        </message>
        <message>
            <source>应有 {expected}，实点 {counted}。{open_items}</source>
            <translation>Expected {expected}, counted {counted}. {open_items}</translation>
        </message>
        <message>
            <source>短款 {amount}</source>
            <translation>Short {amount}</translation>
        </message>
        <message>
            <source>长款 {amount}</source>
            <translation>Over {amount}</translation>
        </message>
    </context>
    <context>
        <name>HeldSalesSheet</name>
        <message>
            <source>{number} 号  {whose} · {n} 件</source>
            <translation>No. {number}  {whose} · items {n}</translation>
        </message>
        <message>
            <source>{time} · {about}</source>
            <translation>{time} · {about}</translation>
        </message>
        <message>
            <source>不要了</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>取回</source>
            <translation>Recall</translation>
        </message>
        <message>
            <source>挂单</source>
            <translation>Held orders</translation>
        </message>
        <message>
            <source>挂单 {n}</source>
            <translation>Held {n}</translation>
        </message>
        <message>
            <source>散客</source>
            <translation>Walk-in</translation>
        </message>
    </context>
    <context>
        <name>HistoryTables</name>
        <message>
            <source>{title} 等 {n} 件</source>
            <translation>{title} and more, items {n}</translation>
        </message>
        <message>
            <source>事由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>余额</source>
            <translation>Balance</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>变动</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>实付</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>操作人</source>
            <translation>By</translation>
        </message>
        <message>
            <source>收银员</source>
            <translation>Cashier</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>积分流水</source>
            <translation>Points ledger</translation>
        </message>
        <message>
            <source>购买记录</source>
            <translation>Past orders</translation>
        </message>
        <message>
            <source>退款</source>
            <translation>Refund</translation>
        </message>
    </context>
    <context>
        <name>HoldNoteSheet</name>
        <message>
            <source>{pieces} · {total}</source>
            <translation>{pieces} · {total}</translation>
        </message>
        <message>
            <source>备注（可以空着）</source>
            <translation>Note (may be empty)</translation>
        </message>
        <message>
            <source>挂单</source>
            <translation>Hold</translation>
        </message>
        <message>
            <source>等他拿手机</source>
            <translation>Fetching the phone</translation>
        </message>
    </context>
    <context>
        <name>Housekeeping</name>
        <message>
            <source>卡密单没打出来，货还在待交付，可以再打</source>
            <translation>The secret slip was not printed; the goods are still to hand over, print again</translation>
        </message>
        <message>
            <source>没打出来</source>
            <translation>Not printed</translation>
        </message>
    </context>
    <context>
        <name>ImportPage</name>
        <message>
            <source>从 {name} 拿到 {n} 个商品。建议先选 1 到 2 类，卖顺了再加。</source>
            <translation>{name} offers {n} goods. Begin with one or two categories, and add more later.</translation>
        </message>
        <message>
            <source>从货源选商品</source>
            <translation>Choose from the source</translation>
        </message>
        <message>
            <source>导入 {n} 个商品</source>
            <translation>Import {n} products</translation>
        </message>
        <message>
            <source>导入了 {added} 个，{skipped} 个没有：</source>
            <translation>{added} imported, {skipped} not:</translation>
        </message>
        <message>
            <source>改用商品表导入</source>
            <translation>Import a table instead</translation>
        </message>
        <message>
            <source>正在从 {name} 拿商品</source>
            <translation>Fetching the goods of {name}</translation>
        </message>
        <message>
            <source>正在导入</source>
            <translation>Importing</translation>
        </message>
        <message>
            <source>正在导入 {done}/{total}</source>
            <translation>Importing {done}/{total}</translation>
        </message>
        <message>
            <source>正在拿</source>
            <translation>Fetching</translation>
        </message>
        <message>
            <source>高于面值的改为面值</source>
            <translation>Sell these at face value</translation>
        </message>
    </context>
    <context>
        <name>ImportSheet</name>
        <message>
            <source>{summary} · 不认得的列：{headers}</source>
            <translation>{summary} · unknown columns: {headers}</translation>
        </message>
        <message>
            <source>{summary} · 编码 {encoding}</source>
            <translation>{summary} · encoding {encoding}</translation>
        </message>
        <message>
            <source>不对的行</source>
            <translation>Wrong lines</translation>
        </message>
        <message>
            <source>不记货源</source>
            <translation>No source</translation>
        </message>
        <message>
            <source>为什么</source>
            <translation>Why</translation>
        </message>
        <message>
            <source>从哪个手工货源买的</source>
            <translation>Bought from (by hand)</translation>
        </message>
        <message>
            <source>会员</source>
            <translation>Customers</translation>
        </message>
        <message>
            <source>先选文件或粘贴</source>
            <translation>Choose a file or paste first</translation>
        </message>
        <message>
            <source>前几行</source>
            <translation>First rows</translation>
        </message>
        <message>
            <source>卡密</source>
            <translation>Codes</translation>
        </message>
        <message>
            <source>哪个商品的卡密（编码）</source>
            <translation>Codes of which product (code no.)</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Products</translation>
        </message>
        <message>
            <source>填这些卡密是哪个商品的，例如 YJ100</source>
            <translation>Say which product these codes are for, such as YJ100</translation>
        </message>
        <message>
            <source>导入</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>导入 {n} 行</source>
            <translation>Import lines {n}</translation>
        </message>
        <message>
            <source>导入什么</source>
            <translation>Import what</translation>
        </message>
        <message>
            <source>导入好了：新增 {added}，更新 {updated}，重复 {duplicates}</source>
            <translation>Imported: new {added}, updated {updated}, duplicates {duplicates}</translation>
        </message>
        <message>
            <source>或从表格里复制，连表头一起粘贴到这里</source>
            <translation>Or copy from a spreadsheet with its header and paste here</translation>
        </message>
        <message>
            <source>或粘贴：一行一张，卡号和密码用 ----、逗号、空格或 Tab 分开</source>
            <translation>Or paste: one per line, card no. and code parted by ----, comma, space or Tab</translation>
        </message>
        <message>
            <source>改好文件再来。现在一行都不会导入</source>
            <translation>Mend the file first. No line is imported now</translation>
        </message>
        <message>
            <source>文件刚刚变了，一行都没导入</source>
            <translation>The file just changed. No line was imported</translation>
        </message>
        <message>
            <source>文件：CSV、TXT 或 XLSX，可以拖进来</source>
            <translation>File: CSV, TXT or XLSX; drop it here</translation>
        </message>
        <message>
            <source>有 {n} 行不对</source>
            <translation>Wrong lines: {n}</translation>
        </message>
        <message>
            <source>正在导入</source>
            <translation>Importing</translation>
        </message>
        <message>
            <source>正在看…</source>
            <translation>Reading…</translation>
        </message>
        <message>
            <source>每张进价（元，文件里没写时用）</source>
            <translation>Cost each (¥, if the file has none)</translation>
        </message>
        <message>
            <source>看一看</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>看不出文件是什么编码。哪一种读得通？</source>
            <translation>The file's encoding is unclear. Which one reads well?</translation>
        </message>
        <message>
            <source>粘贴的内容</source>
            <translation>Pasted text</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Encoding</translation>
        </message>
        <message>
            <source>行</source>
            <translation>Line</translation>
        </message>
        <message>
            <source>表格和文本 ({endings})</source>
            <translation>Tables and text ({endings})</translation>
        </message>
        <message>
            <source>认得的列：卡号 卡密 有效期 进价。内容只显示开头几位</source>
            <translation>Known columns: number secret expires cost. Only the first characters are shown</translation>
        </message>
        <message>
            <source>认得的列：姓名 手机 QQ 微信 卡号 积分 累计 渠道 备注</source>
            <translation>Known columns: name phone qq wechat card no points spent channel note</translation>
        </message>
        <message>
            <source>认得的列：编码 名称 类型 售价 进价 面值 条码 分类 区域 官方价 使用说明 使用限制</source>
            <translation>Known columns: code name kind price cost face value barcode category region list price guide usage limit</translation>
        </message>
        <message>
            <source>读不了</source>
            <translation>Cannot be read</translation>
        </message>
        <message>
            <source>读到 {read} 行 · 新增 {added} · 更新 {updated} · 重复 {duplicates}</source>
            <translation>Lines {read} · new {added} · updated {updated} · duplicates {duplicates}</translation>
        </message>
        <message>
            <source>选文件</source>
            <translation>Choose file</translation>
        </message>
        <message>
            <source>选文件…</source>
            <translation>Choose file…</translation>
        </message>
        <message>
            <source>里面没有一行</source>
            <translation>No lines in it</translation>
        </message>
    </context>
    <context>
        <name>InputTrialSheet</name>
        <message>
            <source>{n} 个字，最慢隔 {ms} 毫秒</source>
            <translation>{n} characters, slowest pause {ms} ms</translation>
        </message>
        <message>
            <source>像是手打的：{facts}。用扫码枪扫一张</source>
            <translation>Looks typed by hand: {facts}. Scan one with the scanner</translation>
        </message>
        <message>
            <source>光标放这里，扫一张条码</source>
            <translation>Put the caret here and scan a bar code</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>扫一张条码</source>
            <translation>Scan a bar code</translation>
        </message>
        <message>
            <source>按一下 F9</source>
            <translation>Press F9</translation>
        </message>
        <message>
            <source>按了没反应</source>
            <translation>Nothing happened</translation>
        </message>
        <message>
            <source>收到 F9，提示写 F1…F10</source>
            <translation>F9 arrived; hints say F1…F10</translation>
        </message>
        <message>
            <source>改成 {n} 个字、{ms} 毫秒，保存设置后生效，可以再扫一张</source>
            <translation>Now {n} characters, {ms} ms; holds once the settings are saved. You can scan again</translation>
        </message>
        <message>
            <source>没收到 F9。这台电脑的 F 键要按着 Fn，提示改写 Alt+1…9、Alt+0</source>
            <translation>No F9 arrived. This computer's F keys need Fn; hints will say Alt+1…9, Alt+0</translation>
        </message>
        <message>
            <source>照这把枪设</source>
            <translation>Set for this scanner</translation>
        </message>
        <message>
            <source>现在会当成手打的：{facts}</source>
            <translation>Would count as typing now: {facts}</translation>
        </message>
        <message>
            <source>认得出：{facts}</source>
            <translation>Recognized: {facts}</translation>
        </message>
        <message>
            <source>试键盘和扫码枪</source>
            <translation>Try keyboard and scanner</translation>
        </message>
    </context>
    <context>
        <name>Keepers</name>
        <message>
            <source>去设置里的备份与日志核对一次</source>
            <translation>Check them once in Settings, Backup and log</translation>
        </message>
        <message>
            <source>合规规则还用上一份</source>
            <translation>Still using the last good compliance rules</translation>
        </message>
        <message>
            <source>恢复词还没有核对</source>
            <translation>The recovery words have not been checked</translation>
        </message>
        <message>
            <source>练习货源</source>
            <translation>Practice source</translation>
        </message>
        <message>
            <source>账本核对没有通过</source>
            <translation>The books did not pass the check</translation>
        </message>
        <message>
            <source>这里的钱和货都不是真的</source>
            <translation>Money and goods here are not real</translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>清空</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>退格</source>
            <translation>Backspace</translation>
        </message>
    </context>
    <context>
        <name>KeysCard</name>
        <message>
            <source>“{act}”的键到处一样，不能换</source>
            <translation>The key of “{act}” is the same everywhere and stays</translation>
        </message>
        <message>
            <source>做什么</source>
            <translation>What it does</translation>
        </message>
        <message>
            <source>全部恢复</source>
            <translation>Reset all</translation>
        </message>
        <message>
            <source>动作或键，如“收款”“F9”</source>
            <translation>Act or key, such as pay or F9</translation>
        </message>
        <message>
            <source>固定</source>
            <translation>Fixed</translation>
        </message>
        <message>
            <source>在哪一页</source>
            <translation>Page</translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation>Shortcuts</translation>
        </message>
        <message>
            <source>改过</source>
            <translation>Changed</translation>
        </message>
        <message>
            <source>每个动作的键</source>
            <translation>The key of every act</translation>
        </message>
        <message>
            <source>键</source>
            <translation>Keys</translation>
        </message>
    </context>
    <context>
        <name>KeysOverlay</name>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation>Keys</translation>
        </message>
    </context>
    <context>
        <name>LedgerTables</name>
        <message>
            <source>{reason} · {note}</source>
            <translation>{reason} · {note}</translation>
        </message>
        <message>
            <source>一共欠</source>
            <translation>Owed</translation>
        </message>
        <message>
            <source>事由</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>会员合并</source>
            <translation>Merged</translation>
        </message>
        <message>
            <source>余额</source>
            <translation>Balance</translation>
        </message>
        <message>
            <source>储值流水</source>
            <translation>Credit ledger</translation>
        </message>
        <message>
            <source>充值</source>
            <translation>Added</translation>
        </message>
        <message>
            <source>入会</source>
            <translation>Joined</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>Number</translation>
        </message>
        <message>
            <source>变动</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>售后补偿</source>
            <translation>Made good</translation>
        </message>
        <message>
            <source>多付退回</source>
            <translation>Overpaid, given back</translation>
        </message>
        <message>
            <source>奖励</source>
            <translation>Reward</translation>
        </message>
        <message>
            <source>存零</source>
            <translation>Change kept</translation>
        </message>
        <message>
            <source>挂账</source>
            <translation>On account</translation>
        </message>
        <message>
            <source>挂账流水</source>
            <translation>Account ledger</translation>
        </message>
        <message>
            <source>推荐</source>
            <translation>Referrals</translation>
        </message>
        <message>
            <source>操作人</source>
            <translation>By</translation>
        </message>
        <message>
            <source>收账</source>
            <translation>Collected</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>朋友</source>
            <translation>Friend</translation>
        </message>
        <message>
            <source>本金</source>
            <translation>Paid-in</translation>
        </message>
        <message>
            <source>消费</source>
            <translation>Spent</translation>
        </message>
        <message>
            <source>满赠</source>
            <translation>Gift with an order</translation>
        </message>
        <message>
            <source>给过 {n} 积分</source>
            <translation>{n} points given</translation>
        </message>
        <message>
            <source>赠送</source>
            <translation>Bonus</translation>
        </message>
        <message>
            <source>还没买</source>
            <translation>No order yet</translation>
        </message>
        <message>
            <source>退本金</source>
            <translation>Paid-in refunded</translation>
        </message>
        <message>
            <source>退款退回</source>
            <translation>Refunded</translation>
        </message>
        <message>
            <source>退款，少欠</source>
            <translation>Refund, owes less</translation>
        </message>
        <message>
            <source>退货收回满赠</source>
            <translation>Gift taken back with a return</translation>
        </message>
        <message>
            <source>销户，赠送作废</source>
            <translation>Closed, bonus void</translation>
        </message>
        <message>
            <source>首单交付、过几天就给</source>
            <translation>Due some days after delivery</translation>
        </message>
        <message>
            <source>首单退了，没给</source>
            <translation>First order returned, none</translation>
        </message>
    </context>
    <context>
        <name>LeftBehindNotice</name>
        <message>
            <source>{whose} · {title}</source>
            <translation>{whose} · {title}</translation>
        </message>
        <message>
            <source>散客</source>
            <translation>Walk-in</translation>
        </message>
        <message>
            <source>返回</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>还有 {n} 张没给</source>
            <translation>Not handed over: {n}</translation>
        </message>
        <message>
            <source>还有 {n} 笔没到</source>
            <translation>Not arrived: {n}</translation>
        </message>
    </context>
    <context>
        <name>LeftSide</name>
        <message>
            <source>Z 第 {n} 号</source>
            <translation>Z no. {n}</translation>
        </message>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>中途查看</source>
            <translation>X report</translation>
        </message>
        <message>
            <source>交班</source>
            <translation>Shift change</translation>
        </message>
        <message>
            <source>交班清点</source>
            <translation>Shift count</translation>
        </message>
        <message>
            <source>先点钱，再看应有</source>
            <translation>Count first, then see expected</translation>
        </message>
        <message>
            <source>先结 {date}</source>
            <translation>Close {date} first</translation>
        </message>
        <message>
            <source>去签字</source>
            <translation>Sign off</translation>
        </message>
        <message>
            <source>只看，不改数</source>
            <translation>Look only, changes nothing</translation>
        </message>
        <message>
            <source>已签字，不能再改</source>
            <translation>Signed, cannot change</translation>
        </message>
        <message>
            <source>校验码</source>
            <translation>Check code</translation>
        </message>
        <message>
            <source>没有开着的班</source>
            <translation>No shift open</translation>
        </message>
        <message>
            <source>现金清点</source>
            <translation>Cash count</translation>
        </message>
        <message>
            <source>第 {n} 步，共 {count} 步</source>
            <translation>Step {n} of {count}</translation>
        </message>
        <message>
            <source>还不能日结</source>
            <translation>Cannot close yet</translation>
        </message>
    </context>
    <context>
        <name>LineActs</name>
        <message>
            <source>{name} 停售了，没有加进来</source>
            <translation>{name} is stopped and was not added</translation>
        </message>
        <message>
            <source>{name} 缺货，没有加进来</source>
            <translation>{name} is sold out and was not added</translation>
        </message>
        <message>
            <source>{name} 要给 {what} 打折：{way}</source>
            <translation>{name} wants a discount on {what}: {way}</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>取回</source>
            <translation>Recall</translation>
        </message>
        <message>
            <source>同意减 {amount}</source>
            <translation>Allow {amount} off</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>就在这一单里</source>
            <translation>in this order</translation>
        </message>
        <message>
            <source>已删除 {title}</source>
            <translation>{title} deleted</translation>
        </message>
        <message>
            <source>已挂单</source>
            <translation>Held</translation>
        </message>
        <message>
            <source>已清空这一单</source>
            <translation>Order cleared</translation>
        </message>
        <message>
            <source>挂单已删掉，台账里有记录</source>
            <translation>Held order discarded, logged in the ledger</translation>
        </message>
        <message>
            <source>按挂单时的价</source>
            <translation>Held price kept</translation>
        </message>
        <message>
            <source>撤销</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>整单</source>
            <translation>the whole order</translation>
        </message>
        <message>
            <source>没有挂单</source>
            <translation>Nothing on hold</translation>
        </message>
        <message>
            <source>看货源</source>
            <translation>See sources</translation>
        </message>
        <message>
            <source>第 {n} 号</source>
            <translation>No. {n}</translation>
        </message>
        <message>
            <source>记下来</source>
            <translation>Save</translation>
        </message>
    </context>
    <context>
        <name>LockScreen</name>
        <message>
            <source>PIN 不对，还能试 {n} 次</source>
            <translation>Wrong PIN, tries left: {n}</translation>
        </message>
        <message>
            <source>PIN 错太多次，{n} 分钟后再试</source>
            <translation>Too many wrong PINs, try again in {n} min</translation>
        </message>
        <message>
            <source>{name} · {place}</source>
            <translation>{name} · {place}</translation>
        </message>
        <message>
            <source>{year} 年 {month} 月 {day} 日 {weekday}</source>
            <translation>{weekday} {year}-{month}-{day}</translation>
        </message>
        <message>
            <source>已提交的直充在后台继续，到账会提醒</source>
            <translation>Top-ups already sent go on; you will be told when they arrive</translation>
        </message>
        <message>
            <source>忘了 PIN</source>
            <translation>Forgot PIN</translation>
        </message>
        <message>
            <source>换人</source>
            <translation>Switch person</translation>
        </message>
        <message>
            <source>正在收的单和挂单，解锁后还在</source>
            <translation>The open sale and held orders are kept</translation>
        </message>
        <message>
            <source>清空</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>请店主在 设置 · 员工与权限 里给你换一个 PIN</source>
            <translation>Ask the owner for a new PIN in Settings · Staff and rights</translation>
        </message>
        <message>
            <source>谁在收银？</source>
            <translation>Who is at the till?</translation>
        </message>
        <message>
            <source>输入</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>输入 6 位 PIN</source>
            <translation>Enter the 6-digit PIN</translation>
        </message>
        <message>
            <source>锁屏</source>
            <translation>Lock</translation>
        </message>
        <message>
            <source>错 5 次锁 5 分钟，10 次锁 30 分钟</source>
            <translation>5 wrong: 5 min, 10: 30 min</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>卡台</source>
            <translation>Katai</translation>
        </message>
        <message>
            <source>锁屏</source>
            <translation>Lock</translation>
        </message>
    </context>
    <context>
        <name>MattersPanel</name>
        <message>
            <source>{name} 只剩 {amount}，快用完了</source>
            <translation>{name} is running low: {amount}</translation>
        </message>
        <message>
            <source>{name} 已停买，核对后再放开</source>
            <translation>{name}: buying stopped, check it</translation>
        </message>
        <message>
            <source>{name} 还没有日结</source>
            <translation>{name} is not closed yet</translation>
        </message>
        <message>
            <source>{name} 连不上或被拒绝</source>
            <translation>{name}: no connection or refused</translation>
        </message>
        <message>
            <source>{n} 个商品倒挂</source>
            <translation>Products below cost: {n}</translation>
        </message>
        <message>
            <source>{n} 件还没交给顾客</source>
            <translation>To hand over: {n}</translation>
        </message>
        <message>
            <source>{n} 单待付款</source>
            <translation>Awaiting payment: {n}</translation>
        </message>
        <message>
            <source>{n} 张售后单超时</source>
            <translation>Overdue tickets: {n}</translation>
        </message>
        <message>
            <source>{n} 条例外等你复核</source>
            <translation>Exceptions to review: {n}</translation>
        </message>
        <message>
            <source>{n} 条货源提醒</source>
            <translation>Stock alerts: {n}</translation>
        </message>
        <message>
            <source>{n} 笔手工单还没下</source>
            <translation>Orders to place by hand: {n}</translation>
        </message>
        <message>
            <source>{n} 笔采购待确认，占 {amount}</source>
            <translation>Unconfirmed purchases: {n}, {amount}</translation>
        </message>
        <message>
            <source>没有要处理的事</source>
            <translation>Nothing to do</translation>
        </message>
        <message>
            <source>没结果的采购、倒挂、没交的货、超时的售后都会列在这里</source>
            <translation>Unconfirmed purchases, goods below cost, goods to hand over and overdue tickets are listed here</translation>
        </message>
    </context>
    <context>
        <name>MemberActs</name>
        <message>
            <source>哪一位和 {name} 是同一个人</source>
            <translation>Who is the same person as {name}</translation>
        </message>
        <message>
            <source>哪位代理带来的 · {name}</source>
            <translation>Brought by which agent · {name}</translation>
        </message>
        <message>
            <source>记下了：{name} 以后的单都算这位代理</source>
            <translation>Noted: later orders of {name} count for this agent</translation>
        </message>
        <message>
            <source>记下了：{name} 是 {referrer} 推荐的</source>
            <translation>Noted: {referrer} referred {name}</translation>
        </message>
        <message>
            <source>谁推荐了 {name}</source>
            <translation>Who referred {name}</translation>
        </message>
        <message>
            <source>这是同一位会员，没有什么要合并</source>
            <translation>This is the same customer; nothing to merge</translation>
        </message>
    </context>
    <context>
        <name>MemberMoneySheet</name>
        <message>
            <source>7 天内 {week}，30 天内 {month}，90 天内 {quarter}，更久 {older}</source>
            <translation>Within 7 days {week}, 30 days {month}, 90 days {quarter}, older {older}</translation>
        </message>
        <message>
            <source>{number}：{name} {amount} 记好了</source>
            <translation>{number}: {name} {amount} recorded</translation>
        </message>
        <message>
            <source>{number}：{name} {amount} 记好了，{title} 送 {gift}</source>
            <translation>{number}: {name} {amount} booked, {title} gives {gift}</translation>
        </message>
        <message>
            <source>{title}：送 {gift}，记在赠送里</source>
            <translation>{title}: gives {gift} as a bonus</translation>
        </message>
        <message>
            <source>{who} 要收 {name} 的挂账 {amount}。</source>
            <translation>{who} wants to collect {amount} from {name}.</translation>
        </message>
        <message>
            <source>{who} 要给 {name} 充 {amount}，另外送 {bonus}。</source>
            <translation>{who} wants to add {amount} for {name}, with a bonus of {bonus}.</translation>
        </message>
        <message>
            <source>{who} 要给 {name} 销户，退本金 {amount}。</source>
            <translation>{who} wants to close the credit of {name} and refund {amount}.</translation>
        </message>
        <message>
            <source>{who} 要退给 {name} 多付的 {amount}。</source>
            <translation>{who} wants to give back {amount} overpaid by {name}.</translation>
        </message>
        <message>
            <source>{who} 要退给 {name} 本金 {amount}。</source>
            <translation>{who} wants to refund {amount} paid-in to {name}.</translation>
        </message>
        <message>
            <source>付款方式</source>
            <translation>Payment method</translation>
        </message>
        <message>
            <source>储值充值 · {name}</source>
            <translation>Add credit · {name}</translation>
        </message>
        <message>
            <source>储值销户 · {name}</source>
            <translation>Close credit · {name}</translation>
        </message>
        <message>
            <source>先收最早欠的。收账单独一张收据，不算销售。</source>
            <translation>The oldest is paid first. A receipt of its own, not a sale.</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>另外送（没有就空着）</source>
            <translation>Bonus (empty for none)</translation>
        </message>
        <message>
            <source>只退本金，赠送的不退。</source>
            <translation>Only the paid-in part; never the bonus.</translation>
        </message>
        <message>
            <source>填金额</source>
            <translation>Enter an amount</translation>
        </message>
        <message>
            <source>怎么核的</source>
            <translation>How it was checked</translation>
        </message>
        <message>
            <source>手机尾号或会员卡号</source>
            <translation>Phone tail or card number</translation>
        </message>
        <message>
            <source>打印收据</source>
            <translation>Print receipt</translation>
        </message>
        <message>
            <source>收挂账 · {name}</source>
            <translation>Collect · {name}</translation>
        </message>
        <message>
            <source>收的是欠会员的钱，不算销售，不送积分。送的那部分要店主同意。</source>
            <translation>This money is owed to the customer: no sale, no points. A bonus needs the owner.</translation>
        </message>
        <message>
            <source>收钱，记成储值</source>
            <translation>Take money as credit</translation>
        </message>
        <message>
            <source>收钱，销账</source>
            <translation>Take money, settle</translation>
        </message>
        <message>
            <source>本金全退，赠送作废，销了不能恢复。</source>
            <translation>All paid-in goes back, the bonus is void; it cannot be undone.</translation>
        </message>
        <message>
            <source>核过身份，收 {amount}</source>
            <translation>Identity checked, take {amount}</translation>
        </message>
        <message>
            <source>账单尾号</source>
            <translation>Bill tail</translation>
        </message>
        <message>
            <source>赠送</source>
            <translation>Bonus</translation>
        </message>
        <message>
            <source>退了挂账的货，多收的退给会员。</source>
            <translation>Goods on account came back; what was overpaid goes back.</translation>
        </message>
        <message>
            <source>退多付的 · {name}</source>
            <translation>Give back overpaid · {name}</translation>
        </message>
        <message>
            <source>退本金 · {name}</source>
            <translation>Refund paid-in · {name}</translation>
        </message>
        <message>
            <source>退本金，销户</source>
            <translation>Refund and close</translation>
        </message>
        <message>
            <source>退钱</source>
            <translation>Give back</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>MemberReceiptSheet</name>
        <message>
            <source>{total}（本金 {principal} · 赠送 {bonus}）</source>
            <translation>{total} (paid-in {principal} · bonus {bonus})</translation>
        </message>
        <message>
            <source>会员</source>
            <translation>Customer</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>存 PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>打印收据</source>
            <translation>Print receipt</translation>
        </message>
        <message>
            <source>收款</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>本金</source>
            <translation>Paid-in</translation>
        </message>
        <message>
            <source>记完之后的储值</source>
            <translation>Credit after it</translation>
        </message>
        <message>
            <source>记完之后还欠</source>
            <translation>Owed after it</translation>
        </message>
        <message>
            <source>赠送</source>
            <translation>Bonus</translation>
        </message>
        <message>
            <source>赠送作废</source>
            <translation>Bonus void</translation>
        </message>
        <message>
            <source>退款</source>
            <translation>Paid back</translation>
        </message>
    </context>
    <context>
        <name>MemberReceipts</name>
        <message>
            <source>收据在打了</source>
            <translation>Printing the receipt</translation>
        </message>
        <message>
            <source>收据存 PDF</source>
            <translation>Receipt as PDF</translation>
        </message>
        <message>
            <source>收据存到 {path}</source>
            <translation>Receipt saved to {path}</translation>
        </message>
        <message>
            <source>没有打印机，没有打</source>
            <translation>No printer, nothing printed</translation>
        </message>
        <message>
            <source>补打收据，第 {n} 张副本</source>
            <translation>Reprinting receipt, copy {n}</translation>
        </message>
    </context>
    <context>
        <name>MemberTenderPanel</name>
        <message>
            <source>{name} · {tender}</source>
            <translation>{name} · {tender}</translation>
        </message>
        <message>
            <source>手机尾号或会员卡号</source>
            <translation>Phone tail or card number</translation>
        </message>
        <message>
            <source>问顾客本人，和会员资料对上才能用。</source>
            <translation>Ask the customer; it must match their record.</translation>
        </message>
    </context>
    <context>
        <name>MemberTenders</name>
        <message>
            <source>{points} 积分，{rate} 积分抵 1 元，最多抵 {worth}</source>
            <translation>{points} points, {rate} for ¥1, up to {worth}</translation>
        </message>
        <message>
            <source>付完剩 {left}</source>
            <translation>{left} left afterwards</translation>
        </message>
        <message>
            <source>余额 {total}：本金 {principal}，赠送 {bonus}。先扣本金</source>
            <translation>Balance {total}: paid-in {principal}, bonus {bonus}. Paid-in first</translation>
        </message>
        <message>
            <source>余额 {total}：本金 {principal}，赠送 {bonus}。先扣赠送</source>
            <translation>Balance {total}: paid-in {principal}, bonus {bonus}. Bonus first</translation>
        </message>
        <message>
            <source>先问手机尾号或会员卡号</source>
            <translation>Ask for the phone tail or card number first</translation>
        </message>
        <message>
            <source>和会员资料对不上，什么都没有扣</source>
            <translation>Does not match the record; nothing was taken</translation>
        </message>
        <message>
            <source>抵完剩 {points} 积分，抵掉的部分不再送积分</source>
            <translation>{points} points left; the redeemed part earns none</translation>
        </message>
        <message>
            <source>挂完一共欠 {owed}</source>
            <translation>Will owe {owed} in all</translation>
        </message>
        <message>
            <source>挂账 {amount}</source>
            <translation>On account {amount}</translation>
        </message>
        <message>
            <source>没有余额</source>
            <translation>No balance</translation>
        </message>
        <message>
            <source>用储值付 {amount}</source>
            <translation>Pay {amount} from credit</translation>
        </message>
        <message>
            <source>用积分抵 {amount}</source>
            <translation>Redeem {amount}</translation>
        </message>
        <message>
            <source>积分不够</source>
            <translation>Too few points</translation>
        </message>
        <message>
            <source>这位会员没留手机号也没有卡号，先到会员页补上</source>
            <translation>No phone or card on record; add one on the customer page first</translation>
        </message>
        <message>
            <source>额度 {limit}，已经欠 {owed}，还能挂 {left}</source>
            <translation>Limit {limit}, owes {owed}, {left} left</translation>
        </message>
        <message>
            <source>额度用完了</source>
            <translation>Limit used up</translation>
        </message>
    </context>
    <context>
        <name>MergeMembersSheet</name>
        <message>
            <source>{who} 要把 {gone} 并到 {kept}，原因：{reason}。</source>
            <translation>{who} wants to merge {gone} into {kept}: {reason}.</translation>
        </message>
        <message>
            <source>例如 同一个人办了两次</source>
            <translation>Such as: same person joined twice</translation>
        </message>
        <message>
            <source>写一句原因，会留在账里</source>
            <translation>Write a reason; it stays on record</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>合并</source>
            <translation>Merge</translation>
        </message>
        <message>
            <source>合并好了，现在是 {name}，{n} 积分</source>
            <translation>Merged: now {name}, {n} points</translation>
        </message>
        <message>
            <source>合起来 {points} 积分，储值 {stored}，{sales} 单，累计 {spent}。两边的电话、QQ、微信以后都能找到这一位。合并以后不能拆开。</source>
            <translation>Together {points} points, credit {stored}, {sales} orders, spent {spent}. Both phones, QQ and WeChat will find this customer. It cannot be undone.</translation>
        </message>
        <message>
            <source>同意合并</source>
            <translation>Agree to merge</translation>
        </message>
        <message>
            <source>把 {gone} 并到 {kept}</source>
            <translation>Merge {gone} into {kept}</translation>
        </message>
    </context>
    <context>
        <name>Messages</name>
        <message>
            <source>知道了</source>
            <translation>Got it</translation>
        </message>
    </context>
    <context>
        <name>MonthPanel</name>
        <message>
            <source>{year} 年 {month} 月</source>
            <translation>{year}-{month}</translation>
        </message>
        <message>
            <source>上个月</source>
            <translation>Month before</translation>
        </message>
        <message>
            <source>下个月</source>
            <translation>Month after</translation>
        </message>
        <message>
            <source>已日结</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>方向键换日子，PgUp、PgDn 换月份，回车打开那一天</source>
            <translation>Arrows walk by days, PgUp and PgDn by months, Enter opens the day</translation>
        </message>
        <message>
            <source>有差额</source>
            <translation>Difference</translation>
        </message>
        <message>
            <source>没有营业</source>
            <translation>Not open</translation>
        </message>
        <message>
            <source>还没日结</source>
            <translation>Not closed yet</translation>
        </message>
    </context>
    <context>
        <name>NewCustomerSheet</name>
        <message>
            <source>姓名或称呼</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>手机、QQ 或微信</source>
            <translation>Phone, QQ or WeChat</translation>
        </message>
        <message>
            <source>新会员</source>
            <translation>New customer</translation>
        </message>
        <message>
            <source>新建</source>
            <translation>New</translation>
        </message>
    </context>
    <context>
        <name>NewGiftSheet</name>
        <message>
            <source>{name} 可以换了，有 {n} 件</source>
            <translation>{name} can be redeemed, {n} in stock</translation>
        </message>
        <message>
            <source>几件</source>
            <translation>Pieces</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>每件成本</source>
            <translation>Cost each</translation>
        </message>
        <message>
            <source>添加</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>添加礼品</source>
            <translation>Add a gift</translation>
        </message>
        <message>
            <source>要多少积分</source>
            <translation>Points needed</translation>
        </message>
    </context>
    <context>
        <name>NewPriceSheet</name>
        <message>
            <source>{account} 现在进价 {price} 一件</source>
            <translation>{account} now costs {price} each</translation>
        </message>
        <message>
            <source>{name} 要按新价买 {goods}。</source>
            <translation>{name} wants to buy {goods} at the new price.</translation>
        </message>
        <message>
            <source>为什么</source>
            <translation>Why</translation>
        </message>
        <message>
            <source>从哪个货源买</source>
            <translation>Buy from</translation>
        </message>
        <message>
            <source>写一句为什么，才能买</source>
            <translation>Write a reason to buy</translation>
        </message>
        <message>
            <source>到账 {percent}</source>
            <translation>{percent} arrived</translation>
        </message>
        <message>
            <source>按新价买</source>
            <translation>Buy at new price</translation>
        </message>
        <message>
            <source>按新价买 · {goods}</source>
            <translation>Buy at new price · {goods}</translation>
        </message>
        <message>
            <source>按这个价买</source>
            <translation>Buy at this price</translation>
        </message>
        <message>
            <source>最多花多少钱买一件</source>
            <translation>Pay at most, each</translation>
        </message>
        <message>
            <source>正在问现在的进价</source>
            <translation>Asking for the cost now</translation>
        </message>
        <message>
            <source>没问到现在的进价。可以照旧填上限，超过就不买</source>
            <translation>No cost came back. You may still set a limit; above it nothing is bought</translation>
        </message>
        <message>
            <source>要填最多花多少钱买一件</source>
            <translation>Enter the most to pay for one</translation>
        </message>
        <message>
            <source>进价 {price}</source>
            <translation>cost {price}</translation>
        </message>
        <message>
            <source>进价没告诉</source>
            <translation>cost not told</translation>
        </message>
        <message>
            <source>顾客付了 {paid}，原来最多花 {ceiling} 一件。新上限不能忘了手续费。</source>
            <translation>The customer paid {paid}; the limit was {ceiling} each. Mind the payment fee in the new limit.</translation>
        </message>
    </context>
    <context>
        <name>OpenItemsFields</name>
        <message>
            <source>{name} {n}</source>
            <translation>{name} {n}</translation>
        </message>
        <message>
            <source>先去处理</source>
            <translation>See to these first</translation>
        </message>
        <message>
            <source>可以日结，都带到下一天。之后的结果记到下一天，写明原单。</source>
            <translation>You can close; these carry over. Later results go to the next day with the original order named.</translation>
        </message>
    </context>
    <context>
        <name>OpenPage</name>
        <message>
            <source>先开班</source>
            <translation>Open a shift first</translation>
        </message>
        <message>
            <source>在 设置 · 打印与扫码枪 里接</source>
            <translation>Connect it in Settings · Printer and scanner</translation>
        </message>
        <message>
            <source>开张</source>
            <translation>Open for business</translation>
        </message>
        <message>
            <source>打印机和扫码枪</source>
            <translation>Printer and scanner</translation>
        </message>
        <message>
            <source>收银靠键盘</source>
            <translation>Sell by keyboard</translation>
        </message>
        <message>
            <source>编码、Enter、F9、Enter；按 F1 看全部</source>
            <translation>Code no., Enter, F9, Enter; F1 shows all</translation>
        </message>
        <message>
            <source>输抽屉里的零钱，按 Enter，就能收银</source>
            <translation>Enter the change in the drawer, press Enter and sell</translation>
        </message>
    </context>
    <context>
        <name>OpenShiftPanel</name>
        <message>
            <source>备用金</source>
            <translation>Opening float</translation>
        </message>
        <message>
            <source>备用金（抽屉里的零钱）</source>
            <translation>Opening float (change in the drawer)</translation>
        </message>
        <message>
            <source>开班</source>
            <translation>Open shift</translation>
        </message>
        <message>
            <source>开班中</source>
            <translation>Opening shift</translation>
        </message>
        <message>
            <source>点一下备用金，就可以开始收银</source>
            <translation>Count the float and start selling</translation>
        </message>
        <message>
            <source>还没开班</source>
            <translation>No shift open</translation>
        </message>
    </context>
    <context>
        <name>Opening</name>
        <message>
            <source>店铺没有打开</source>
            <translation>The shop did not open</translation>
        </message>
        <message>
            <source>程序出了错，店铺没有打开，数据没有改动。详情写在日志里</source>
            <translation>The program failed and the shop did not open. No data was changed. Details are in the log</translation>
        </message>
    </context>
    <context>
        <name>OrderChannelSheet</name>
        <message>
            <source>订单来源</source>
            <translation>Order channel</translation>
        </message>
        <message>
            <source>记下来</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>那边的单号（可以空着）</source>
            <translation>Their order no. (may be empty)</translation>
        </message>
    </context>
    <context>
        <name>OrderForm</name>
        <message>
            <source>正在记下</source>
            <translation>Saving</translation>
        </message>
    </context>
    <context>
        <name>OrderSummary</name>
        <message>
            <source>{number} · {whose}</source>
            <translation>{number} · {whose}</translation>
        </message>
        <message>
            <source>{time} 到账</source>
            <translation>Received {time}</translation>
        </message>
        <message>
            <source>付款后：得 {points} 积分</source>
            <translation>After payment: earns {points} pts</translation>
        </message>
        <message>
            <source>商品折扣</source>
            <translation>Item discounts</translation>
        </message>
        <message>
            <source>小计</source>
            <translation>Subtotal</translation>
        </message>
        <message>
            <source>已收款项</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>排队，联网后自动提交</source>
            <translation>Queued, sent once back online</translation>
        </message>
        <message>
            <source>收款</source>
            <translation>Payment</translation>
        </message>
        <message>
            <source>改单</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>散客</source>
            <translation>Walk-in</translation>
        </message>
        <message>
            <source>整单折扣</source>
            <translation>Order discount</translation>
        </message>
        <message>
            <source>最多 5 笔</source>
            <translation>5 at most</translation>
        </message>
        <message>
            <source>还没有收款</source>
            <translation>Nothing received yet</translation>
        </message>
        <message>
            <source>这笔不算，退给顾客</source>
            <translation>Undo this and give it back</translation>
        </message>
    </context>
    <context>
        <name>OrderTexts</name>
        <message>
            <source>QQ 钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>{d} 天 {h} 小时</source>
            <translation>{d} d {h} h</translation>
        </message>
        <message>
            <source>{h} 小时 {m} 分</source>
            <translation>{h} h {m} min</translation>
        </message>
        <message>
            <source>{m} 分</source>
            <translation>{m} min</translation>
        </message>
        <message>
            <source>储值</source>
            <translation>Store credit</translation>
        </message>
        <message>
            <source>充值中</source>
            <translation>In progress</translation>
        </message>
        <message>
            <source>充错账号</source>
            <translation>Wrong account topped up</translation>
        </message>
        <message>
            <source>其他</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>出卡中</source>
            <translation>Issuing</translation>
        </message>
        <message>
            <source>到账 · 没告诉</source>
            <translation>Arrived · not told</translation>
        </message>
        <message>
            <source>到账后被收回</source>
            <translation>Taken back after arrival</translation>
        </message>
        <message>
            <source>到货 · 已告诉</source>
            <translation>Arrived · told</translation>
        </message>
        <message>
            <source>到货 · 没告诉</source>
            <translation>Arrived · not told</translation>
        </message>
        <message>
            <source>卡密 {n} 张 · 收到钱才给</source>
            <translation>Codes {n} · after payment</translation>
        </message>
        <message>
            <source>卡密 {n} 张 · 给看过</source>
            <translation>Codes {n} · shown</translation>
        </message>
        <message>
            <source>卡密 {n} 张 · 给看过 {m} 张</source>
            <translation>Codes {n} · shown {m}</translation>
        </message>
        <message>
            <source>卡密 {n} 张 · 还没给看过</source>
            <translation>Codes {n} · not shown yet</translation>
        </message>
        <message>
            <source>卡密 ×{n}</source>
            <translation>Codes ×{n}</translation>
        </message>
        <message>
            <source>卡密不能用</source>
            <translation>Code does not work</translation>
        </message>
        <message>
            <source>回话看不懂</source>
            <translation>Answer not understood</translation>
        </message>
        <message>
            <source>失败</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>失败 · 已核销</source>
            <translation>Failed · written off</translation>
        </message>
        <message>
            <source>失败 · 已退回</source>
            <translation>Failed · money back</translation>
        </message>
        <message>
            <source>失败 · 没下单</source>
            <translation>Failed · not ordered</translation>
        </message>
        <message>
            <source>失败 · 没扣款</source>
            <translation>Failed · not charged</translation>
        </message>
        <message>
            <source>好意退</source>
            <translation>Goodwill</translation>
        </message>
        <message>
            <source>家长来退（未成年）</source>
            <translation>Parent returned it (minor)</translation>
        </message>
        <message>
            <source>少给了</source>
            <translation>Too few given</translation>
        </message>
        <message>
            <source>尾号 {tail}</source>
            <translation>ends {tail}</translation>
        </message>
        <message>
            <source>已交付</source>
            <translation>Handed over</translation>
        </message>
        <message>
            <source>已作废</source>
            <translation>Voided</translation>
        </message>
        <message>
            <source>已出卡</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已到账</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已办好</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>已完成</source>
            <translation>Complete</translation>
        </message>
        <message>
            <source>已退 {n} 件</source>
            <translation>Returned {n}</translation>
        </message>
        <message>
            <source>已退款</source>
            <translation>Refunded</translation>
        </message>
        <message>
            <source>平台库存</source>
            <translation>Platform stock</translation>
        </message>
        <message>
            <source>待交付</source>
            <translation>To hand over</translation>
        </message>
        <message>
            <source>待交付 {n}</source>
            <translation>To hand over {n}</translation>
        </message>
        <message>
            <source>待交付 {n} · 待确认 {m}</source>
            <translation>To hand over {n} · unconfirmed {m}</translation>
        </message>
        <message>
            <source>待付款</source>
            <translation>Awaiting payment</translation>
        </message>
        <message>
            <source>待店主定</source>
            <translation>Owner to decide</translation>
        </message>
        <message>
            <source>待手工下单</source>
            <translation>To order by hand</translation>
        </message>
        <message>
            <source>待确认</source>
            <translation>Unconfirmed</translation>
        </message>
        <message>
            <source>待确认 {n}</source>
            <translation>Unconfirmed {n}</translation>
        </message>
        <message>
            <source>得过的积分已经花掉，收回后是 {n} 分，以后的积分先补上</source>
            <translation>Earned points were spent: {n} after this, filled by the next</translation>
        </message>
        <message>
            <source>得过的积分已经花掉，退款里扣 {amount}，补回 {n} 积分</source>
            <translation>Earned points were spent: {amount} kept, {n} points made good</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat Pay</translation>
        </message>
        <message>
            <source>挂的账少 {amount}</source>
            <translation>Owes {amount} less</translation>
        </message>
        <message>
            <source>挂账</source>
            <translation>On account</translation>
        </message>
        <message>
            <source>换过 {n} 张卡</source>
            <translation>exchanged {n}</translation>
        </message>
        <message>
            <source>排队中</source>
            <translation>Queued</translation>
        </message>
        <message>
            <source>提交中</source>
            <translation>Submitting</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>散客</source>
            <translation>Walk-in</translation>
        </message>
        <message>
            <source>易支付</source>
            <translation>Epay</translation>
        </message>
        <message>
            <source>有人在下单</source>
            <translation>Being ordered</translation>
        </message>
        <message>
            <source>本地卡密</source>
            <translation>Local codes</translation>
        </message>
        <message>
            <source>没到货</source>
            <translation>Not delivered</translation>
        </message>
        <message>
            <source>没回话</source>
            <translation>No answer</translation>
        </message>
        <message>
            <source>没有下单</source>
            <translation>Not ordered</translation>
        </message>
        <message>
            <source>没留电话</source>
            <translation>No phone</translation>
        </message>
        <message>
            <source>没给看过</source>
            <translation>Not shown</translation>
        </message>
        <message>
            <source>现办</source>
            <translation>On the spot</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>直充</source>
            <translation>Top-up</translation>
        </message>
        <message>
            <source>离线时答应</source>
            <translation>Promised offline</translation>
        </message>
        <message>
            <source>积分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>给看了</source>
            <translation>Shown</translation>
        </message>
        <message>
            <source>要店主决定</source>
            <translation>Owner decides</translation>
        </message>
        <message>
            <source>退了一部分</source>
            <translation>Partly refunded</translation>
        </message>
        <message>
            <source>退回付款用掉的 {n} 积分</source>
            <translation>{n} redeemed points go back</translation>
        </message>
        <message>
            <source>退回储值：本金 {principal}，赠送 {bonus}</source>
            <translation>Credit goes back: paid-in {principal}, bonus {bonus}</translation>
        </message>
    </context>
    <context>
        <name>OrdersScreen</name>
        <message>
            <source>售后</source>
            <translation>After-sales</translation>
        </message>
        <message>
            <source>待交付</source>
            <translation>To hand over</translation>
        </message>
        <message>
            <source>待确认</source>
            <translation>Unconfirmed</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>采购单</source>
            <translation>Purchases</translation>
        </message>
        <message>
            <source>销售单</source>
            <translation>Sales</translation>
        </message>
    </context>
    <context>
        <name>OrdersTab</name>
        <message>
            <source>导出</source>
            <translation>Export</translation>
        </message>
    </context>
    <context>
        <name>Overview</name>
        <message>
            <source>付款方式</source>
            <translation>Tender</translation>
        </message>
        <message>
            <source>净额</source>
            <translation>Net</translation>
        </message>
        <message>
            <source>合计</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>收款</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>最高 {hour} 点 · {amount}</source>
            <translation>Peak {hour}:00 · {amount}</translation>
        </message>
        <message>
            <source>核对</source>
            <translation>Check</translation>
        </message>
        <message>
            <source>每小时销售额</source>
            <translation>Sales per hour</translation>
        </message>
        <message>
            <source>笔数</source>
            <translation>Count</translation>
        </message>
        <message>
            <source>还没有销售</source>
            <translation>No sales yet</translation>
        </message>
        <message>
            <source>退款</source>
            <translation>Refunded</translation>
        </message>
    </context>
    <context>
        <name>OwnerPinSheet</name>
        <message>
            <source>PIN 不对，还能试 {n} 次</source>
            <translation>Wrong PIN, tries left: {n}</translation>
        </message>
        <message>
            <source>正在核对</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>要店主 PIN</source>
            <translation>Owner PIN needed</translation>
        </message>
        <message>
            <source>还能试 {n} 次 · 操作会留记录</source>
            <translation>Tries left {n} · this is logged</translation>
        </message>
    </context>
    <context>
        <name>OwnerScreen</name>
        <message>
            <source>{order} 不是销售单也不是采购单，没有可打开的</source>
            <translation>{order} is neither a sale nor a purchase: there is nothing to open</translation>
        </message>
        <message>
            <source>今天</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>今年</source>
            <translation>This year</translation>
        </message>
        <message>
            <source>卖得最多</source>
            <translation>Best sellers</translation>
        </message>
        <message>
            <source>复核</source>
            <translation>Review</translation>
        </message>
        <message>
            <source>导出</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>导出报表</source>
            <translation>Export reports</translation>
        </message>
        <message>
            <source>已存到 {path}</source>
            <translation>Saved to {path}</translation>
        </message>
        <message>
            <source>往前一段</source>
            <translation>Earlier</translation>
        </message>
        <message>
            <source>往后一段</source>
            <translation>Later</translation>
        </message>
        <message>
            <source>总览</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>报表 {since} 至 {until}</source>
            <translation>Reports {since} to {until}</translation>
        </message>
        <message>
            <source>显示金额</source>
            <translation>Show amounts</translation>
        </message>
        <message>
            <source>月历：打开一天</source>
            <translation>Calendar: open a day</translation>
        </message>
        <message>
            <source>本周</source>
            <translation>This week</translation>
        </message>
        <message>
            <source>本月</source>
            <translation>This month</translation>
        </message>
        <message>
            <source>校园代理</source>
            <translation>Campus agents</translation>
        </message>
        <message>
            <source>要处理的事</source>
            <translation>To do</translation>
        </message>
        <message>
            <source>资金</source>
            <translation>Funds</translation>
        </message>
        <message>
            <source>返点进度</source>
            <translation>Rebate</translation>
        </message>
        <message>
            <source>遮住金额</source>
            <translation>Hide amounts</translation>
        </message>
    </context>
    <context>
        <name>PapersDesk</name>
        <message>
            <source>取出 {amount}</source>
            <translation>Took out {amount}</translation>
        </message>
        <message>
            <source>存入 {amount}</source>
            <translation>Put in {amount}</translation>
        </message>
        <message>
            <source>导出日报</source>
            <translation>Export day report</translation>
        </message>
        <message>
            <source>已存到 {path}</source>
            <translation>Saved to {path}</translation>
        </message>
        <message>
            <source>已送打印</source>
            <translation>Sent to the printer</translation>
        </message>
        <message>
            <source>日报 {date}</source>
            <translation>Day report {date}</translation>
        </message>
        <message>
            <source>没有设打印机，没有打印</source>
            <translation>No printer set up, nothing printed</translation>
        </message>
    </context>
    <context>
        <name>PayCheck</name>
        <message>
            <source>价格变了</source>
            <translation>The price changed</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>原来 {old}，现在 {new}</source>
            <translation>Was {old}, now {new}</translation>
        </message>
        <message>
            <source>照卖 {total}</source>
            <translation>Sell at {total}</translation>
        </message>
        <message>
            <source>询价中</source>
            <translation>Asking price</translation>
        </message>
        <message>
            <source>这一单的折扣超过了自己能给的，要店主同意</source>
            <translation>The discount is above your limit and needs the owner</translation>
        </message>
    </context>
    <context>
        <name>PaymentPage</name>
        <message>
            <source>{amount} 不算了，记得退给顾客</source>
            <translation>{amount} undone. Give it back to the customer</translation>
        </message>
        <message>
            <source>上一步还没完，没有再收。等一下再扫</source>
            <translation>The last step is still under way, nothing more was taken. Scan again in a moment</translation>
        </message>
        <message>
            <source>先收 {amount}</source>
            <translation>Take {amount}</translation>
        </message>
        <message>
            <source>再要一次码</source>
            <translation>Ask for the code again</translation>
        </message>
        <message>
            <source>出码 {amount}</source>
            <translation>Make code {amount}</translation>
        </message>
        <message>
            <source>回去改单，收到的这些就不算了。先把 {amount} 退给顾客。</source>
            <translation>Editing the order undoes what was received. Give {amount} back first.</translation>
        </message>
        <message>
            <source>已到账</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>已到账 {amount}</source>
            <translation>Received {amount}</translation>
        </message>
        <message>
            <source>已收</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>已经收了 {amount}</source>
            <translation>{amount} already received</translation>
        </message>
        <message>
            <source>应收</source>
            <translation>Due</translation>
        </message>
        <message>
            <source>待收</source>
            <translation>Remaining</translation>
        </message>
        <message>
            <source>待收只有 {missing}，要找 {change}。</source>
            <translation>Only {missing} remains; the change is {change}.</translation>
        </message>
        <message>
            <source>找零</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>抹零</source>
            <translation>Rounded</translation>
        </message>
        <message>
            <source>拿扫码枪扫顾客的付款码，还没有收钱</source>
            <translation>Scan the customer's payment code; no money was taken yet</translation>
        </message>
        <message>
            <source>换一个码</source>
            <translation>New code</translation>
        </message>
        <message>
            <source>接着收款</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>提交中</source>
            <translation>Submitting</translation>
        </message>
        <message>
            <source>收了 {given}</source>
            <translation>Took {given}</translation>
        </message>
        <message>
            <source>改金额</source>
            <translation>Edit amount</translation>
        </message>
        <message>
            <source>最多 5 笔，最后这笔要把待收的收齐</source>
            <translation>5 payments at most; this last one must cover the rest</translation>
        </message>
        <message>
            <source>没有支付通道，什么都没有收</source>
            <translation>No payment gateway, nothing was taken</translation>
        </message>
        <message>
            <source>没有要收的钱了</source>
            <translation>There is nothing left to take</translation>
        </message>
        <message>
            <source>没看到 · 存为待付款</source>
            <translation>Not seen · await payment</translation>
        </message>
        <message>
            <source>真的收了 {given}？</source>
            <translation>Did you really take {given}?</translation>
        </message>
        <message>
            <source>确认收款</source>
            <translation>Confirm payment</translation>
        </message>
        <message>
            <source>离线，查不到结果</source>
            <translation>Offline, cannot be checked</translation>
        </message>
        <message>
            <source>能扫码的支付通道没有开通{channel}，没有收钱。换一种付款</source>
            <translation>The gateway that can scan has no {channel}. No money was taken; pay another way</translation>
        </message>
        <message>
            <source>还差</source>
            <translation>Missing</translation>
        </message>
        <message>
            <source>这单在等扫码付款，货锁着。先取消这笔，再换付款方式</source>
            <translation>This sale waits for a payment by code, its goods are locked. Cancel that first, then choose another tender</translation>
        </message>
        <message>
            <source>这是顾客的付款码，店里的收款方式扫不了它。没有收钱</source>
            <translation>This is a customer's payment code, and no tender of the shop can scan it. No money was taken</translation>
        </message>
        <message>
            <source>这是顾客的付款码：先选易支付再扫。没有收钱</source>
            <translation>This is a customer's payment code: choose Epay, then scan. No money was taken</translation>
        </message>
        <message>
            <source>退了，回去改单</source>
            <translation>Given back, edit order</translation>
        </message>
        <message>
            <source>金额是 0，什么都没有收</source>
            <translation>The amount is 0, nothing was taken</translation>
        </message>
    </context>
    <context>
        <name>PeopleCard</name>
        <message>
            <source>修改</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>名字</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>员工</source>
            <translation>Staff</translation>
        </message>
        <message>
            <source>在店里</source>
            <translation>Active</translation>
        </message>
        <message>
            <source>已离开</source>
            <translation>Left</translation>
        </message>
        <message>
            <source>添加员工</source>
            <translation>Add staff</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>角色</source>
            <translation>Role</translation>
        </message>
    </context>
    <context>
        <name>PeopleView</name>
        <message>
            <source>{name} · 店主</source>
            <translation>{name} · owner</translation>
        </message>
        <message>
            <source>谁在收银</source>
            <translation>Who is at the till</translation>
        </message>
    </context>
    <context>
        <name>PersonFormSheet</name>
        <message>
            <source>PIN 要 6 位数字</source>
            <translation>A PIN has 6 digits</translation>
        </message>
        <message>
            <source>PIN，6 位数字</source>
            <translation>PIN, 6 digits</translation>
        </message>
        <message>
            <source>两遍不一样，再输一遍</source>
            <translation>The two differ, type it again</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改员工</source>
            <translation>Edit staff</translation>
        </message>
        <message>
            <source>再输一遍</source>
            <translation>Type it again</translation>
        </message>
        <message>
            <source>写名字</source>
            <translation>Write a name</translation>
        </message>
        <message>
            <source>名字</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>在店里</source>
            <translation>Active</translation>
        </message>
        <message>
            <source>店主</source>
            <translation>Owner</translation>
        </message>
        <message>
            <source>店员</source>
            <translation>Cashier</translation>
        </message>
        <message>
            <source>换 PIN（空着就不换）</source>
            <translation>New PIN (empty keeps it)</translation>
        </message>
        <message>
            <source>提交中</source>
            <translation>Submitting</translation>
        </message>
        <message>
            <source>添加</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>添加员工</source>
            <translation>Add staff</translation>
        </message>
        <message>
            <source>资深店员</source>
            <translation>Senior cashier</translation>
        </message>
    </context>
    <context>
        <name>PhraseCheckPage</name>
        <message>
            <source>不是这个词，看看纸上的第几个</source>
            <translation>Not this word, see its number on the paper</translation>
        </message>
        <message>
            <source>想不起来就回上一步再看一遍</source>
            <translation>Not sure? Go back and look again</translation>
        </message>
        <message>
            <source>核对</source>
            <translation>Check</translation>
        </message>
        <message>
            <source>第 {n} 个词</source>
            <translation>Word {n}</translation>
        </message>
        <message>
            <source>这 3 个是随机挑的。以后换电脑、找回 PIN，要填全 12 个。</source>
            <translation>These 3 were picked at random. A new computer or a lost PIN asks for all 12.</translation>
        </message>
    </context>
    <context>
        <name>PhrasePage</name>
        <message>
            <source>下一步要填其中 3 个</source>
            <translation>3 of them are asked next</translation>
        </message>
        <message>
            <source>两张纸，放两个地方。客服和同行都不会来要这些词。</source>
            <translation>Two papers in two places. No support and no colleague ever asks for these words.</translation>
        </message>
        <message>
            <source>别拍照，别存电脑，别发给任何人</source>
            <translation>No photo, no file, send them to nobody</translation>
        </message>
        <message>
            <source>我抄好了</source>
            <translation>I wrote them down</translation>
        </message>
        <message>
            <source>谁有这 12 个词，谁就能打开这家店的数据。丢了没人能帮你找回。</source>
            <translation>Who has these 12 words can open this shop's data. If lost, nobody can bring them back.</translation>
        </message>
    </context>
    <context>
        <name>PickDaySheet</name>
        <message>
            <source>不打开</source>
            <translation>Open none</translation>
        </message>
        <message>
            <source>打开哪一天</source>
            <translation>Which day to open</translation>
        </message>
    </context>
    <context>
        <name>PinDots</name>
        <message>
            <source>PIN，{n} 位数字</source>
            <translation>PIN, {n} digits</translation>
        </message>
        <message>
            <source>已输 {n} 位</source>
            <translation>{n} digits typed</translation>
        </message>
    </context>
    <context>
        <name>PinPad</name>
        <message>
            <source>清空</source>
            <translation>Clear</translation>
        </message>
        <message>
            <source>退格</source>
            <translation>Backspace</translation>
        </message>
    </context>
    <context>
        <name>PlatformFields</name>
        <message>
            <source>{account} 的余额</source>
            <translation>Balance of {account}</translation>
        </message>
        <message>
            <source>手填 {at}</source>
            <translation>Typed {at}</translation>
        </message>
        <message>
            <source>手填了</source>
            <translation>Typed</translation>
        </message>
        <message>
            <source>查余额</source>
            <translation>Check balances</translation>
        </message>
        <message>
            <source>查到了</source>
            <translation>Answered</translation>
        </message>
        <message>
            <source>正在查</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>没有连货源，不用对余额。</source>
            <translation>No sources connected, no balances to check.</translation>
        </message>
        <message>
            <source>货源 {n}</source>
            <translation>Source {n}</translation>
        </message>
        <message>
            <source>连不上</source>
            <translation>No connection</translation>
        </message>
        <message>
            <source>连不上的货源不算进差额，明天再对。</source>
            <translation>Sources without connection are left out of the difference; check them tomorrow.</translation>
        </message>
        <message>
            <source>连不上的，照平台自己的网页填上余额；空着就不算进差额。日结之前又连上了，以查到的为准。</source>
            <translation>Where a source cannot be reached, type the balance from its own page; left empty, it stays out of the difference. If it answers before the day is closed, its answer counts.</translation>
        </message>
        <message>
            <source>连不上，可以手填</source>
            <translation>Not reached, may be typed</translation>
        </message>
    </context>
    <context>
        <name>PlatformNotice</name>
        <message>
            <source>这个平台只照文档做过，还没在真店上试过，先小额买一次</source>
            <translation>Built from the platform's documents and never tried on a real shop: buy something small first</translation>
        </message>
    </context>
    <context>
        <name>PointsRatesSheet</name>
        <message>
            <source>100 是照常，50 是一半，0 是不送。</source>
            <translation>100 is as usual, 50 is half, 0 is none.</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>每类送多少积分</source>
            <translation>Points by category</translation>
        </message>
        <message>
            <source>积分倍率改好了</source>
            <translation>Points rates saved</translation>
        </message>
    </context>
    <context>
        <name>PointsRow</name>
        <message>
            <source>先用积分付</source>
            <translation>Pay with points first</translation>
        </message>
        <message>
            <source>最多抵 {amount}</source>
            <translation>up to {amount}</translation>
        </message>
        <message>
            <source>积分抵扣 · 有 {points} 分</source>
            <translation>Points · has {points}</translation>
        </message>
    </context>
    <context>
        <name>PointsSheet</name>
        <message>
            <source>{name} 现在 {n} 分</source>
            <translation>{name} now has {n} pts</translation>
        </message>
        <message>
            <source>{who} 要把 {name} 的积分从 {before} 调成 {after}，原因：{reason}。</source>
            <translation>{who} wants to change the points of {name} from {before} to {after}, reason: {reason}.</translation>
        </message>
        <message>
            <source>例如 补上次漏记</source>
            <translation>Such as missed last time</translation>
        </message>
        <message>
            <source>写一句原因，会留在流水里</source>
            <translation>Write a reason; it stays in the ledger</translation>
        </message>
        <message>
            <source>减</source>
            <translation>Subtract</translation>
        </message>
        <message>
            <source>加</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>加或减</source>
            <translation>Add or subtract</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>同意调积分</source>
            <translation>Allow the change</translation>
        </message>
        <message>
            <source>填要调多少分</source>
            <translation>Enter how many points</translation>
        </message>
        <message>
            <source>多少分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>现在 {before} 分，调完 {after} 分</source>
            <translation>Now {before} pts, then {after} pts</translation>
        </message>
        <message>
            <source>调积分</source>
            <translation>Adjust points</translation>
        </message>
        <message>
            <source>调积分 · {name}</source>
            <translation>Adjust points · {name}</translation>
        </message>
    </context>
    <context>
        <name>PosterCampaigns</name>
        <message>
            <source>没有在进行的活动</source>
            <translation>No campaign is running</translation>
        </message>
    </context>
    <context>
        <name>PosterGiving</name>
        <message>
            <source>存海报</source>
            <translation>Save the poster</translation>
        </message>
        <message>
            <source>海报</source>
            <translation>Poster</translation>
        </message>
        <message>
            <source>海报复制好了，去群里粘贴</source>
            <translation>Poster copied; paste it into the group</translation>
        </message>
        <message>
            <source>海报存到 {path}</source>
            <translation>Poster saved to {path}</translation>
        </message>
    </context>
    <context>
        <name>PosterGoods</name>
        <message>
            <source>原价</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>放哪些商品</source>
            <translation>Products on it</translation>
        </message>
        <message>
            <source>现价</source>
            <translation>Now</translation>
        </message>
    </context>
    <context>
        <name>PosterTab</name>
        <message>
            <source>3:4 群发</source>
            <translation>3:4 group</translation>
        </message>
        <message>
            <source>{label} · {day} 到期</source>
            <translation>{label} · until {day}</translation>
        </message>
        <message>
            <source>{title} 已经不赚钱了，海报上别再放</source>
            <translation>{title} no longer pays; leave it off the poster</translation>
        </message>
        <message>
            <source>二维码</source>
            <translation>QR code</translation>
        </message>
        <message>
            <source>二维码旁边的话</source>
            <translation>Words beside the code</translation>
        </message>
        <message>
            <source>副标题</source>
            <translation>Second line</translation>
        </message>
        <message>
            <source>加码…</source>
            <translation>Add…</translation>
        </message>
        <message>
            <source>复制图片</source>
            <translation>Copy picture</translation>
        </message>
        <message>
            <source>存图</source>
            <translation>Save picture</translation>
        </message>
        <message>
            <source>当面充 马上到</source>
            <translation>Face to face, right away</translation>
        </message>
        <message>
            <source>扫码加群，报推荐码</source>
            <translation>Scan to join, name your code</translation>
        </message>
        <message>
            <source>推荐码</source>
            <translation>Referral code</translation>
        </message>
        <message>
            <source>放哪些商品 · 已选 {n} 个，最多 {most} 个</source>
            <translation>Products on it · {n} chosen, {most} at most</translation>
        </message>
        <message>
            <source>放哪些活动</source>
            <translation>Campaigns on it</translation>
        </message>
        <message>
            <source>标题</source>
            <translation>Headline</translation>
        </message>
        <message>
            <source>没有就空着</source>
            <translation>empty for none</translation>
        </message>
        <message>
            <source>海报</source>
            <translation>Poster</translation>
        </message>
        <message>
            <source>米</source>
            <translation>Cream</translation>
        </message>
        <message>
            <source>绿</source>
            <translation>Green</translation>
        </message>
        <message>
            <source>黑</source>
            <translation>Black</translation>
        </message>
    </context>
    <context>
        <name>PriceHistorySheet</name>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>原来</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>变成</source>
            <translation>After</translation>
        </message>
        <message>
            <source>同步、询价、采购时变了就记下</source>
            <translation>Changes met by a sync, a price check or a purchase are kept</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>最近 {n} 次变动后的进价</source>
            <translation>Cost after the last {n} changes</translation>
        </message>
        <message>
            <source>涨跌</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>进价变动</source>
            <translation>Cost history</translation>
        </message>
        <message>
            <source>进价变动 · {name}</source>
            <translation>Cost history · {name}</translation>
        </message>
        <message>
            <source>进价还没有变过</source>
            <translation>The cost has not changed yet</translation>
        </message>
    </context>
    <context>
        <name>PriceListSheet</name>
        <message>
            <source>{name} 的货单</source>
            <translation>Price list of {name}</translation>
        </message>
        <message>
            <source>{summary} · 下架 {n}（货单里没有了）</source>
            <translation>{summary} · {n} delisted (no longer in the list)</translation>
        </message>
        <message>
            <source>认得的列：编码 名称 类型（卡密/直充） 进价 库存 分类 充值要填</source>
            <translation>Columns: code, name, kind (card/topup), cost, stock, category, fields</translation>
        </message>
    </context>
    <context>
        <name>ProductFormSheet</name>
        <message>
            <source>100 元</source>
            <translation>100 元</translation>
        </message>
        <message>
            <source>{name} 建好了</source>
            <translation>{name} made</translation>
        </message>
        <message>
            <source>{name} 改好了</source>
            <translation>{name} saved</translation>
        </message>
        <message>
            <source>云境传说点卡</source>
            <translation>云境传说点卡</translation>
        </message>
        <message>
            <source>低库存提醒（张）</source>
            <translation>Low stock alert (codes)</translation>
        </message>
        <message>
            <source>使用说明</source>
            <translation>How to use</translation>
        </message>
        <message>
            <source>使用限制</source>
            <translation>Usage limit</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>充到什么账号</source>
            <translation>Account to top up</translation>
        </message>
        <message>
            <source>全国</source>
            <translation>Nationwide</translation>
        </message>
        <message>
            <source>分类</source>
            <translation>Category</translation>
        </message>
        <message>
            <source>区域</source>
            <translation>Region</translation>
        </message>
        <message>
            <source>卡密和货源都不知道进价时才用它</source>
            <translation>Used only when neither codes nor sources know the cost</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>售价（元）</source>
            <translation>Price (¥)</translation>
        </message>
        <message>
            <source>在卖</source>
            <translation>On sale</translation>
        </message>
        <message>
            <source>填售价，例如 99.80</source>
            <translation>Enter a price, such as 99.80</translation>
        </message>
        <message>
            <source>官方价（元）</source>
            <translation>Official price (¥)</translation>
        </message>
        <message>
            <source>建好</source>
            <translation>Create</translation>
        </message>
        <message>
            <source>得积分</source>
            <translation>Earns points</translation>
        </message>
        <message>
            <source>怎么兑换，跟卡密一起给顾客</source>
            <translation>How to redeem; given with the code</translation>
        </message>
        <message>
            <source>按名称自动取</source>
            <translation>Taken from the name</translation>
        </message>
        <message>
            <source>改商品 · {name}</source>
            <translation>Edit product · {name}</translation>
        </message>
        <message>
            <source>放进常用</source>
            <translation>In favourites</translation>
        </message>
        <message>
            <source>新商品</source>
            <translation>New product</translation>
        </message>
        <message>
            <source>条码</source>
            <translation>Barcode</translation>
        </message>
        <message>
            <source>每个账号限用一次，不支持国际服</source>
            <translation>Once per account, not for global servers</translation>
        </message>
        <message>
            <source>答应几分钟到账</source>
            <translation>Promised minutes</translation>
        </message>
        <message>
            <source>类型</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Code no.</translation>
        </message>
        <message>
            <source>进价（元）</source>
            <translation>Cost (¥)</translation>
        </message>
        <message>
            <source>面值</source>
            <translation>Face value</translation>
        </message>
    </context>
    <context>
        <name>ProductShelf</name>
        <message>
            <source>从货源导入</source>
            <translation>Import from source</translation>
        </message>
        <message>
            <source>从货源导入，或自己建一个</source>
            <translation>Import from a source, or make one</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>分类</source>
            <translation>Category</translation>
        </message>
        <message>
            <source>售价</source>
            <translation>Price</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>商品列表</source>
            <translation>Product list</translation>
        </message>
        <message>
            <source>常用</source>
            <translation>Favourites</translation>
        </message>
        <message>
            <source>库存</source>
            <translation>Stock</translation>
        </message>
        <message>
            <source>新商品</source>
            <translation>New product</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Code no.</translation>
        </message>
        <message>
            <source>还没有商品</source>
            <translation>No products yet</translation>
        </message>
        <message>
            <source>面值</source>
            <translation>Face value</translation>
        </message>
    </context>
    <context>
        <name>ProductsPanel</name>
        <message>
            <source>一次最多勾 {n} 个，先筛一筛</source>
            <translation>At most {n} at a time: filter first</translation>
        </message>
        <message>
            <source>低库存</source>
            <translation>Low</translation>
        </message>
        <message>
            <source>倒挂</source>
            <translation>Below cost</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>全部类型</source>
            <translation>All types</translation>
        </message>
        <message>
            <source>全部货源</source>
            <translation>All sources</translation>
        </message>
        <message>
            <source>共 {n} 个商品</source>
            <translation>Products {n}</translation>
        </message>
        <message>
            <source>商品名、编码、条码</source>
            <translation>Name, code, barcode</translation>
        </message>
        <message>
            <source>商品库存</source>
            <translation>Product stock</translation>
        </message>
        <message>
            <source>将到期</source>
            <translation>Expiring</translation>
        </message>
        <message>
            <source>已选 {ticked} 个    共 {n} 个商品</source>
            <translation>Ticked {ticked}    Products {n}</translation>
        </message>
        <message>
            <source>快没了</source>
            <translation>Running low</translation>
        </message>
        <message>
            <source>换个说法，或用编码、条码找</source>
            <translation>Try other words, a code no. or a barcode</translation>
        </message>
        <message>
            <source>改分类名</source>
            <translation>Rename categories</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>点新商品，从文件导入，或从货源账号上架</source>
            <translation>Add a product, import a file, or list from a source account</translation>
        </message>
        <message>
            <source>类型</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>缺货</source>
            <translation>Sold out</translation>
        </message>
        <message>
            <source>缺货、停售</source>
            <translation>Sold out, stopped</translation>
        </message>
        <message>
            <source>补货倒挂</source>
            <translation>Next buy</translation>
        </message>
        <message>
            <source>要上新、改价、补卡密，找店主</source>
            <translation>New products, prices and codes: ask the owner</translation>
        </message>
        <message>
            <source>要上新，找店主</source>
            <translation>For new products ask the owner</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>还没有商品</source>
            <translation>No products yet</translation>
        </message>
        <message>
            <source>这是好事</source>
            <translation>That is good</translation>
        </message>
        <message>
            <source>这里没有商品</source>
            <translation>No products here</translation>
        </message>
        <message>
            <source>进价 = 下一件的成本（先卖本地卡密）· 进价、毛利只有店主可见</source>
            <translation>Cost = of the next piece (local codes first) · cost and margin are for the owner only</translation>
        </message>
    </context>
    <context>
        <name>PromotionList</name>
        <message>
            <source>不用这张券</source>
            <translation>Do not use this coupon</translation>
        </message>
        <message>
            <source>还有优惠 {n} 项</source>
            <translation>{n} more offers</translation>
        </message>
    </context>
    <context>
        <name>PromotionTexts</name>
        <message>
            <source>{name} · {goods}</source>
            <translation>{name} · {goods}</translation>
        </message>
        <message>
            <source>{title} · {reason}</source>
            <translation>{title} · {reason}</translation>
        </message>
        <message>
            <source>{title}：{reason}</source>
            <translation>{title}: {reason}</translation>
        </message>
        <message>
            <source>。有 {n} 单会不到底线，收银会拦下</source>
            <translation>. {n} orders would fall below the floor; the till stops those</translation>
        </message>
        <message>
            <source>。有 {n} 单的货不知道成本，没算进毛利</source>
            <translation>. {n} orders have goods of unknown cost, left out of the margin</translation>
        </message>
        <message>
            <source>券 {code} 这一单没用上：满 {threshold} 可用，或已有更合算的</source>
            <translation>Coupon {code} does not help here: it needs {threshold}, or something better holds already</translation>
        </message>
        <message>
            <source>最近 {days} 天 {sales} 单，会用上 {used} 单：毛利 {before}，花掉 {cost}，剩 {after}</source>
            <translation>Last {days} days: {sales} orders, {used} would have used it: margin {before}, cost {cost}, left {after}</translation>
        </message>
        <message>
            <source>最近 {days} 天没有销售，没法预估</source>
            <translation>No sales in the last {days} days to look ahead from</translation>
        </message>
        <message>
            <source>赠</source>
            <translation>gift</translation>
        </message>
        <message>
            <source>赠 {amount}</source>
            <translation>gift {amount}</translation>
        </message>
        <message>
            <source>过去的单里没有券码和充值，这种活动没法预估</source>
            <translation>Past orders hold no coupon codes or top-ups, so a campaign like this cannot be foreseen</translation>
        </message>
    </context>
    <context>
        <name>PromotionsScreen</name>
        <message>
            <source>{title} 停了</source>
            <translation>{title} has stopped</translation>
        </message>
        <message>
            <source>{title} 开始了</source>
            <translation>{title} has started</translation>
        </message>
        <message>
            <source>代理</source>
            <translation>Agents</translation>
        </message>
        <message>
            <source>会员等级</source>
            <translation>Member tiers</translation>
        </message>
        <message>
            <source>做好 {n} 张券，券码已复制</source>
            <translation>{n} coupons made, their codes are copied</translation>
        </message>
        <message>
            <source>按 Ctrl+N 做一个：首单立减、满减、套餐…</source>
            <translation>Ctrl+N makes one: first order, spend and save, bundle…</translation>
        </message>
        <message>
            <source>推广</source>
            <translation>Promote</translation>
        </message>
        <message>
            <source>新活动</source>
            <translation>New campaign</translation>
        </message>
        <message>
            <source>每单最多叠 {n} 个，会员价和积分抵扣不算在内</source>
            <translation>At most {n} per order; member prices and points are not counted</translation>
        </message>
        <message>
            <source>活动</source>
            <translation>Campaigns</translation>
        </message>
        <message>
            <source>活动价低于底线，收银会拦下并提示，不会静默亏本。</source>
            <translation>Below the floor the till stops and says so; nothing is lost silently.</translation>
        </message>
        <message>
            <source>活动存成草稿，看过预估再开始</source>
            <translation>Saved as a draft: look ahead, then start it</translation>
        </message>
        <message>
            <source>海报</source>
            <translation>Poster</translation>
        </message>
        <message>
            <source>用了 / 优惠额</source>
            <translation>Used / taken off</translation>
        </message>
        <message>
            <source>群发</source>
            <translation>Messages</translation>
        </message>
        <message>
            <source>还没有活动</source>
            <translation>No campaign yet</translation>
        </message>
    </context>
    <context>
        <name>ProofSaving</name>
        <message>
            <source>凭证 {number}</source>
            <translation>Proof {number}</translation>
        </message>
        <message>
            <source>凭证存到 {path}，里面没有卡密</source>
            <translation>Proof saved to {path}; there is no code in it</translation>
        </message>
        <message>
            <source>存凭证</source>
            <translation>Save proof</translation>
        </message>
    </context>
    <context>
        <name>PurchaseDetail</name>
        <message>
            <source>15 分钟还没有结果，提醒店主</source>
            <translation>No result for 15 minutes: the owner is told</translation>
        </message>
        <message>
            <source>下了单没有号。拿到单号就回填，问清楚没办由店主标记。</source>
            <translation>Ordered without a number. Type it in once you have it; if it was never done, the owner marks it.</translation>
        </message>
        <message>
            <source>下次自动查询</source>
            <translation>Next automatic check</translation>
        </message>
        <message>
            <source>复制货源单号</source>
            <translation>Copy source no.</translation>
        </message>
        <message>
            <source>失败并退款…</source>
            <translation>Fail and refund…</translation>
        </message>
        <message>
            <source>我们的请求号</source>
            <translation>Our request no.</translation>
        </message>
        <message>
            <source>手动标记要店主 PIN，并填写依据。</source>
            <translation>Marking by hand needs the owner PIN and evidence.</translation>
        </message>
        <message>
            <source>手工下单，回填…</source>
            <translation>Order by hand, type in…</translation>
        </message>
        <message>
            <source>最高付到</source>
            <translation>Pay at most</translation>
        </message>
        <message>
            <source>查结果</source>
            <translation>Check result</translation>
        </message>
        <message>
            <source>标记失败…</source>
            <translation>Mark failed…</translation>
        </message>
        <message>
            <source>标记成功…</source>
            <translation>Mark delivered…</translation>
        </message>
        <message>
            <source>看销售单</source>
            <translation>See sale</translation>
        </message>
        <message>
            <source>经过</source>
            <translation>History</translation>
        </message>
        <message>
            <source>请求号 {number} · {capability}</source>
            <translation>Request {number} · {capability}</translation>
        </message>
        <message>
            <source>谁下的单</source>
            <translation>Ordered by</translation>
        </message>
        <message>
            <source>货源余额</source>
            <translation>Source balance</translation>
        </message>
        <message>
            <source>货源单号</source>
            <translation>Source order no.</translation>
        </message>
        <message>
            <source>货源说处理中，不能换货源，也不能退款。</source>
            <translation>The source is working on it: no other source and no refund yet.</translation>
        </message>
        <message>
            <source>还不知道</source>
            <translation>Not known yet</translation>
        </message>
        <message>
            <source>还在自动查。查到头还不清楚，才由店主手动标记。</source>
            <translation>Still checking by itself. If it stays unclear, the owner marks it by hand.</translation>
        </message>
        <message>
            <source>这个货源没有接口：去它那里下单，再把单号和进价填回来。</source>
            <translation>This source has no interface: order there, then type in number and cost.</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进价 / 售价</source>
            <translation>Cost / price</translation>
        </message>
        <message>
            <source>进库存</source>
            <translation>Into stock</translation>
        </message>
        <message>
            <source>销售单</source>
            <translation>Sale</translation>
        </message>
        <message>
            <source>间隔会越来越长，也可以现在查</source>
            <translation>Checks grow rarer; you can check now</translation>
        </message>
    </context>
    <context>
        <name>PurchaseListTab</name>
        <message>
            <source>{number} 标成买到了</source>
            <translation>{number} marked delivered</translation>
        </message>
        <message>
            <source>{number} 标成失败了</source>
            <translation>{number} marked failed</translation>
        </message>
        <message>
            <source>{number}：{state}</source>
            <translation>{number}: {state}</translation>
        </message>
        <message>
            <source>查了 {n} 笔，{known} 笔有结果</source>
            <translation>Checked {n}, with a result {known}</translation>
        </message>
        <message>
            <source>正在查</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>货源单号复制好了</source>
            <translation>Source order no. copied</translation>
        </message>
    </context>
    <context>
        <name>PurchasesTab</name>
        <message>
            <source>7 天</source>
            <translation>7 days</translation>
        </message>
        <message>
            <source>{n} 笔</source>
            <translation>Count {n}</translation>
        </message>
        <message>
            <source>今天</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>全部日期</source>
            <translation>All dates</translation>
        </message>
        <message>
            <source>全部货源</source>
            <translation>All sources</translation>
        </message>
        <message>
            <source>单号、货源单号</source>
            <translation>Order or source no.</translation>
        </message>
        <message>
            <source>卖出平台的货或直充，这里就有了</source>
            <translation>Sell platform goods or a top-up and it shows here</translation>
        </message>
        <message>
            <source>哪天的单</source>
            <translation>Which day</translation>
        </message>
        <message>
            <source>商品 / 充值账号</source>
            <translation>Goods / account</translation>
        </message>
        <message>
            <source>待确认 {n} 笔 · {amount} 没算进去</source>
            <translation>Unconfirmed {n} · {amount} not counted</translation>
        </message>
        <message>
            <source>换采购单号、销售单号或货源单号</source>
            <translation>Try a purchase, sale or source order no.</translation>
        </message>
        <message>
            <source>最近 {n} 笔</source>
            <translation>Latest {n}</translation>
        </message>
        <message>
            <source>没有“{text}”的采购单</source>
            <translation>No purchase for “{text}”</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>用时</source>
            <translation>Took</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>还没有采购单</source>
            <translation>No purchases yet</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进库存</source>
            <translation>Into stock</translation>
        </message>
        <message>
            <source>退回 {amount}</source>
            <translation>Returned {amount}</translation>
        </message>
        <message>
            <source>采购 {amount}</source>
            <translation>Purchases {amount}</translation>
        </message>
        <message>
            <source>采购单</source>
            <translation>Purchase</translation>
        </message>
        <message>
            <source>销售单</source>
            <translation>Sale</translation>
        </message>
    </context>
    <context>
        <name>PushTab</name>
        <message>
            <source>{day} 的价，以当面报价为准</source>
            <translation>Prices of {day}; what is quoted at the counter counts</translation>
        </message>
        <message>
            <source>{n} 人</source>
            <translation>{n} people</translation>
        </message>
        <message>
            <source>{n} 单</source>
            <translation>{n} sales</translation>
        </message>
        <message>
            <source>上新提醒</source>
            <translation>New goods</translation>
        </message>
        <message>
            <source>不发了</source>
            <translation>Drop it</translation>
        </message>
        <message>
            <source>之后两天</source>
            <translation>Two days after</translation>
        </message>
        <message>
            <source>之后两天 = 发出后 48 小时全店的成交，括号里是之前 48 小时。只是对照，不算功劳。</source>
            <translation>Two days after: all sales of the 48 hours after it went out; in brackets the 48 hours before. A comparison, no proof.</translation>
        </message>
        <message>
            <source>人数</source>
            <translation>People</translation>
        </message>
        <message>
            <source>今天的价</source>
            <translation>Today's prices</translation>
        </message>
        <message>
            <source>价目图复制好了，去群里粘贴</source>
            <translation>Price list copied; paste it into the group</translation>
        </message>
        <message>
            <source>其他</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>发了什么</source>
            <translation>Message</translation>
        </message>
        <message>
            <source>发什么</source>
            <translation>What to send</translation>
        </message>
        <message>
            <source>发到哪个群</source>
            <translation>To which group</translation>
        </message>
        <message>
            <source>哪天</source>
            <translation>Day</translation>
        </message>
        <message>
            <source>复制一条发出去，这里看它带来多少</source>
            <translation>Copy one and send it; here you see what came of it</translation>
        </message>
        <message>
            <source>复制价目图</source>
            <translation>Copy price list</translation>
        </message>
        <message>
            <source>复制好了，去群里粘贴</source>
            <translation>Copied; paste it into the group</translation>
        </message>
        <message>
            <source>复制，记一次</source>
            <translation>Copy and note</translation>
        </message>
        <message>
            <source>大约多少人</source>
            <translation>About how many people</translation>
        </message>
        <message>
            <source>如：东门群</source>
            <translation>such as East gate group</translation>
        </message>
        <message>
            <source>已发出去</source>
            <translation>Sent now</translation>
        </message>
        <message>
            <source>广告法不许说“{words}”，换个说法再发</source>
            <translation>The advertising law forbids “{words}”; say it another way</translation>
        </message>
        <message>
            <source>怎么找到你</source>
            <translation>How to find you</translation>
        </message>
        <message>
            <source>排到 {day}</source>
            <translation>Planned for {day}</translation>
        </message>
        <message>
            <source>排到明天</source>
            <translation>Plan for tomorrow</translation>
        </message>
        <message>
            <source>群发记录</source>
            <translation>Messages</translation>
        </message>
        <message>
            <source>老顾客回来</source>
            <translation>Come back</translation>
        </message>
        <message>
            <source>要发的话</source>
            <translation>The message</translation>
        </message>
        <message>
            <source>记下了</source>
            <translation>Noted</translation>
        </message>
        <message>
            <source>还没发</source>
            <translation>Not sent yet</translation>
        </message>
        <message>
            <source>还没有群发过</source>
            <translation>Nothing was sent yet</translation>
        </message>
        <message>
            <source>还没满两天</source>
            <translation>Not two days yet</translation>
        </message>
        <message>
            <source>闲鱼、朋友圈</source>
            <translation>Listing</translation>
        </message>
        <message>
            <source>限时折扣</source>
            <translation>Limited offer</translation>
        </message>
    </context>
    <context>
        <name>QuantitySheet</name>
        <message>
            <source>改成这么多</source>
            <translation>Set</translation>
        </message>
        <message>
            <source>改数量</source>
            <translation>Change quantity</translation>
        </message>
        <message>
            <source>数量</source>
            <translation>Quantity</translation>
        </message>
        <message>
            <source>至少 1 件，不要了就删掉这一行</source>
            <translation>At least 1; delete the line if unwanted</translation>
        </message>
    </context>
    <context>
        <name>RankingPanel</name>
        <message>
            <source>{n} 行不知道成本</source>
            <translation>cost of {n} unknown</translation>
        </message>
        <message>
            <source>净额</source>
            <translation>Net</translation>
        </message>
        <message>
            <source>分类</source>
            <translation>Category</translation>
        </message>
        <message>
            <source>名称</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>收银员</source>
            <translation>Cashier</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>没有分类</source>
            <translation>No category</translation>
        </message>
        <message>
            <source>渠道</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>这段时间没有</source>
            <translation>Nothing in this stretch</translation>
        </message>
    </context>
    <context>
        <name>ReasonFields</name>
        <message>
            <source>写一句原因，才能签字</source>
            <translation>Write a reason to sign off</translation>
        </message>
        <message>
            <source>对微信、支付宝账单…</source>
            <translation>Check WeChat or Alipay bill…</translation>
        </message>
        <message>
            <source>现金、收款码、货源都对得上。</source>
            <translation>Cash, shop codes and sources all match.</translation>
        </message>
        <message>
            <source>超过限额，要店主签字</source>
            <translation>Above the limit, the owner must sign</translation>
        </message>
    </context>
    <context>
        <name>ReasonInput</name>
        <message>
            <source>其他（写下来）</source>
            <translation>Other (write it)</translation>
        </message>
        <message>
            <source>写原因</source>
            <translation>Write the reason</translation>
        </message>
    </context>
    <context>
        <name>RebatePanel</name>
        <message>
            <source>再采购 {missing} 到 {rate} 档，返点从 {before} 升到 {after}。{pace}</source>
            <translation>Buy {missing} more for {rate}: rebate {before} to {after}. {pace}</translation>
        </message>
        <message>
            <source>到货源的账号详情里填每一档，进度就列在这里</source>
            <translation>Type its steps into the account under Stock to follow it here</translation>
        </message>
        <message>
            <source>已是最高一档，这个月返点约 {amount}</source>
            <translation>Highest step reached, rebate this month about {amount}</translation>
        </message>
        <message>
            <source>按现在的速度 {month} 月 {day} 日能到</source>
            <translation>Reached on {month}-{day} at this pace</translation>
        </message>
        <message>
            <source>按现在的速度这个月到不了</source>
            <translation>Not this month at this pace</translation>
        </message>
        <message>
            <source>本月采购</source>
            <translation>bought this month</translation>
        </message>
        <message>
            <source>还没有记返点</source>
            <translation>No rebate steps yet</translation>
        </message>
    </context>
    <context>
        <name>RebindSheet</name>
        <message>
            <source>{key} 现在是“{act}”，换了以后它没有键，用 Ctrl+K 还能找到</source>
            <translation>{key} is “{act}” now; that will have no key and is still found with Ctrl+K</translation>
        </message>
        <message>
            <source>{key} 现在是“{act}”，换了以后它用 {left}</source>
            <translation>{key} is “{act}” now; that will keep {left}</translation>
        </message>
        <message>
            <source>“{act}”用哪个键？</source>
            <translation>Which key for “{act}”?</translation>
        </message>
        <message>
            <source>按一下新的键</source>
            <translation>Press the new key</translation>
        </message>
        <message>
            <source>换成这个键</source>
            <translation>Use this key</translation>
        </message>
        <message>
            <source>有的页里它还是“{act}”</source>
            <translation>On some pages it stays “{act}”</translation>
        </message>
        <message>
            <source>这一页里它不再是“{act}”</source>
            <translation>On this page it will no longer be “{act}”</translation>
        </message>
    </context>
    <context>
        <name>RecallPricesSheet</name>
        <message>
            <source>价格变了</source>
            <translation>The price changed</translation>
        </message>
        <message>
            <source>已经不卖了，没有带回来：{titles}</source>
            <translation>No longer sold, not recalled: {titles}</translation>
        </message>
        <message>
            <source>挂单时 {old}，按现在的价 {new}。</source>
            <translation>Held at {old}, now {new}.</translation>
        </message>
        <message>
            <source>按挂单时 {old}</source>
            <translation>Held price {old}</translation>
        </message>
        <message>
            <source>按现在 {new}</source>
            <translation>Price now {new}</translation>
        </message>
    </context>
    <context>
        <name>ReceiptSaving</name>
        <message>
            <source>小票 {number}</source>
            <translation>Receipt {number}</translation>
        </message>
        <message>
            <source>小票存 PDF</source>
            <translation>Receipt as PDF</translation>
        </message>
        <message>
            <source>小票存到 {path}</source>
            <translation>Receipt saved to {path}</translation>
        </message>
    </context>
    <context>
        <name>RefundSheet</name>
        <message>
            <source>{name} 要退款 {amount}，{what}。</source>
            <translation>{name} wants to refund {amount}, {what}.</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>不用退钱</source>
            <translation>No money to give back</translation>
        </message>
        <message>
            <source>再写一句（可不写）</source>
            <translation>More words (optional)</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>原路退回</source>
            <translation>Same way back</translation>
        </message>
        <message>
            <source>收回 {n} 积分</source>
            <translation>Takes back {n} pts</translation>
        </message>
        <message>
            <source>货追不回，店里赔 {cost}</source>
            <translation>Goods cannot come back; the shop bears {cost}</translation>
        </message>
        <message>
            <source>退 {amount}：{parts}</source>
            <translation>Refund {amount}: {parts}</translation>
        </message>
        <message>
            <source>退到</source>
            <translation>Refund to</translation>
        </message>
        <message>
            <source>退款</source>
            <translation>Refund</translation>
        </message>
        <message>
            <source>退款 {amount}</source>
            <translation>Refund {amount}</translation>
        </message>
        <message>
            <source>退款 · {number}</source>
            <translation>Refund · {number}</translation>
        </message>
        <message>
            <source>退款原因</source>
            <translation>Refund reason</translation>
        </message>
        <message>
            <source>选一下要退哪几件</source>
            <translation>Choose what to return</translation>
        </message>
    </context>
    <context>
        <name>RepeatTopUpSheet</name>
        <message>
            <source>{time} 给 {account} 买过 {title} ×{n}（{number}），现在：{state}</source>
            <translation>{time}: {title} ×{n} was bought for {account} ({number}). Now: {state}</translation>
        </message>
        <message>
            <source>上一笔还没结果，再充可能充两次</source>
            <translation>The last one has no result yet: this may top up twice</translation>
        </message>
        <message>
            <source>不加</source>
            <translation>Do not add</translation>
        </message>
        <message>
            <source>先看它到没到账。充错、充重了钱追不回来。</source>
            <translation>See first whether it arrived. Money topped up twice or wrongly cannot be brought back.</translation>
        </message>
        <message>
            <source>再充一次</source>
            <translation>Top up again</translation>
        </message>
        <message>
            <source>这个号刚充过</source>
            <translation>This account was just topped up</translation>
        </message>
        <message>
            <source>问一下顾客：是还要再充一次吗？</source>
            <translation>Ask the customer: once more?</translation>
        </message>
    </context>
    <context>
        <name>ReplaceCardSheet</name>
        <message>
            <source>{name} 要向货源买 1 张 {goods} 进库，用来换卡。</source>
            <translation>{name} wants to buy 1 {goods} into stock, to exchange a code.</translation>
        </message>
        <message>
            <source>{name} 要给 {number} 换一张 {goods}，旧卡作废：{why}</source>
            <translation>{name} wants to exchange a {goods} for {number}, the old code is void: {why}</translation>
        </message>
        <message>
            <source>为什么</source>
            <translation>Why</translation>
        </message>
        <message>
            <source>买一张进库</source>
            <translation>Buy one</translation>
        </message>
        <message>
            <source>写一句为什么，店主要看</source>
            <translation>Say why: the owner reads it</translation>
        </message>
        <message>
            <source>哪张卡用不了</source>
            <translation>Which code does not work</translation>
        </message>
        <message>
            <source>店里没有这种卡了。先买一张进库，到了再换。</source>
            <translation>None of these codes is in stock. Buy one first; exchange when it is here.</translation>
        </message>
        <message>
            <source>店里还有 {n} 张。旧卡作废，新卡进待交付，给看、打印、复制都和刚买一样；进价记作今天的赔付。</source>
            <translation>In stock: {n}. The old code is void, the new one waits to be handed over, shown, printed or copied as if just bought; its cost is a compensation of today.</translation>
        </message>
        <message>
            <source>按多少钱记赔付</source>
            <translation>Booked at</translation>
        </message>
        <message>
            <source>换一张卡</source>
            <translation>Exchange the code</translation>
        </message>
        <message>
            <source>换一张，旧卡作废</source>
            <translation>Exchange, old one void</translation>
        </message>
        <message>
            <source>换卡</source>
            <translation>Exchange code</translation>
        </message>
        <message>
            <source>换卡 · {number}</source>
            <translation>Exchange code · {number}</translation>
        </message>
        <message>
            <source>新卡没记进价，按多少钱记赔付</source>
            <translation>The new code has no cost: book it at</translation>
        </message>
        <message>
            <source>第 {n} 张 · {masked}</source>
            <translation>No. {n} · {masked}</translation>
        </message>
        <message>
            <source>这一行的卡密还没给人看过，没有要换的。先到待交付给顾客看。</source>
            <translation>Nobody has seen a code of this line: nothing to exchange. Show it under To hand over first.</translation>
        </message>
        <message>
            <source>采购单 {number} 还没有结果，到了再来换。没有换，也不会再买一张。</source>
            <translation>Purchase {number} has no result yet; come back when it is here. Nothing was exchanged, and no second one is bought.</translation>
        </message>
    </context>
    <context>
        <name>ReportPainter</name>
        <message>
            <source>第 {page} 页</source>
            <translation>Page {page}</translation>
        </message>
    </context>
    <context>
        <name>ReportView</name>
        <message>
            <source>{step} 正在输</source>
            <translation>{step}: now</translation>
        </message>
        <message>
            <source>{step} 还没输</source>
            <translation>{step}: to do</translation>
        </message>
        <message>
            <source>先点现金、照手机抄，再看系统里的数，这样对账才算数。</source>
            <translation>Count the cash and copy the phone first, then see the figures. Only then does the check count.</translation>
        </message>
        <message>
            <source>输完再看</source>
            <translation>After the count</translation>
        </message>
    </context>
    <context>
        <name>RestorePage</name>
        <message>
            <source>12 个恢复词</source>
            <translation>12 recovery words</translation>
        </message>
        <message>
            <source>{n} 张卡密待核：备份之后可能卖过，在货源的卡密库里核对过才能再卖。</source>
            <translation>Codes to check: {n}. They may have been sold after the backup; check them in Stock, Codes before selling.</translation>
        </message>
        <message>
            <source>{n} 笔采购结果不明：在订单的待确认里查，不要重新下单。</source>
            <translation>Purchases with unknown outcome: {n}. Look in Orders, Unconfirmed; do not order again.</translation>
        </message>
        <message>
            <source>原来的数据没有删，放在 {path}</source>
            <translation>The old data was kept, in {path}</translation>
        </message>
        <message>
            <source>口令（至少 8 个字）</source>
            <translation>Passphrase (8 characters or more)</translation>
        </message>
        <message>
            <source>备份文件</source>
            <translation>Backup file</translation>
        </message>
        <message>
            <source>备份是 {time} 做的，之后的买卖不在里面。</source>
            <translation>The backup was made {time}; later sales are not in it.</translation>
        </message>
        <message>
            <source>店恢复好了。</source>
            <translation>The shop is restored.</translation>
        </message>
        <message>
            <source>恢复</source>
            <translation>Restore</translation>
        </message>
        <message>
            <source>打开店铺</source>
            <translation>Open the shop</translation>
        </message>
        <message>
            <source>按顺序，用空格隔开</source>
            <translation>In order, with spaces between</translation>
        </message>
        <message>
            <source>正在恢复</source>
            <translation>Restoring</translation>
        </message>
        <message>
            <source>没有这个文件，什么都没有恢复</source>
            <translation>There is no such file, nothing was restored</translation>
        </message>
        <message>
            <source>这台电脑没有能用的钥匙串。定一个口令，以后每次打开店铺都要输。还没有恢复</source>
            <translation>This computer has no usable keyring. Choose a passphrase to open the shop each time. Nothing was restored yet</translation>
        </message>
        <message>
            <source>选文件…</source>
            <translation>Choose file…</translation>
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message>
            <source>什么事</source>
            <translation>What</translation>
        </message>
        <message>
            <source>作废、改价、对不上的都会列在这里</source>
            <translation>Voids, price changes and gaps are listed here</translation>
        </message>
        <message>
            <source>前一天</source>
            <translation>Day before</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>同一会员 {n} 单</source>
            <translation>{n} sales of one member</translation>
        </message>
        <message>
            <source>后一天</source>
            <translation>Day after</translation>
        </message>
        <message>
            <source>复核</source>
            <translation>Review</translation>
        </message>
        <message>
            <source>待复核</source>
            <translation>To review</translation>
        </message>
        <message>
            <source>没问题</source>
            <translation>Fine</translation>
        </message>
        <message>
            <source>要问</source>
            <translation>Query</translation>
        </message>
        <message>
            <source>要问什么：写一句，回车记下</source>
            <translation>What to ask: a line, Enter saves it</translation>
        </message>
        <message>
            <source>谁</source>
            <translation>Who</translation>
        </message>
        <message>
            <source>这一天没有例外</source>
            <translation>No exceptions this day</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
    </context>
    <context>
        <name>RuleQuestionSheet</name>
        <message>
            <source>依据：{source}</source>
            <translation>Rule: {source}</translation>
        </message>
        <message>
            <source>先不收</source>
            <translation>Not yet</translation>
        </message>
        <message>
            <source>列进大额和可疑的单</source>
            <translation>On the list of large and suspicious sales</translation>
        </message>
        <message>
            <source>同一个顾客或账号 24 小时内 {sales} 单，加起来 {amount}，满 {limit} 要看身份证。</source>
            <translation>Sales to the same customer or account within 24 hours: {sales}, {amount} in all. From {limit} on, look at the ID card.</translation>
        </message>
        <message>
            <source>回答会和这一单一起留下记录，还没有收款。</source>
            <translation>The answer is kept with this sale. No money was taken yet.</translation>
        </message>
        <message>
            <source>已满 18 岁</source>
            <translation>18 or older</translation>
        </message>
        <message>
            <source>店主同意</source>
            <translation>Owner agreed</translation>
        </message>
        <message>
            <source>新顾客买卡密 {amount}。问一句：有没有人在电话、微信里让你买卡、把卡密发过去？有就是诈骗，不要卖。</source>
            <translation>A new customer buys cards for {amount}. Ask: did anyone tell you by phone or WeChat to buy cards and send the codes? If so it is a scam. Do not sell.</translation>
        </message>
        <message>
            <source>是有人让他来买的吗？</source>
            <translation>Did someone tell them to buy?</translation>
        </message>
        <message>
            <source>游戏商品 {amount}，满 {limit} 要问。不问几岁，也不记年龄。</source>
            <translation>Game goods for {amount}; ask from {limit} on. Ask for no age, and keep none.</translation>
        </message>
        <message>
            <source>监护人在场同意</source>
            <translation>Guardian is here and agrees</translation>
        </message>
        <message>
            <source>看过身份证，是本人</source>
            <translation>ID card seen, same person</translation>
        </message>
        <message>
            <source>这一单 {amount}，满 {limit} 要看身份证，是本人才卖。</source>
            <translation>This sale is {amount}. From {limit} on, look at the ID card and sell only to its holder.</translation>
        </message>
        <message>
            <source>这一单要实名</source>
            <translation>This sale needs a real name</translation>
        </message>
        <message>
            <source>问过了，自己用</source>
            <translation>Asked; for own use</translation>
        </message>
        <message>
            <source>顾客成年了吗？</source>
            <translation>Is the customer an adult?</translation>
        </message>
    </context>
    <context>
        <name>RulesCheck</name>
        <message>
            <source>这一单要实名，先按 {key} 选会员或新建会员。还没有收款</source>
            <translation>This order needs a real name. Press {key} and choose or add a customer first. No money was taken</translation>
        </message>
    </context>
    <context>
        <name>SafetyCard</name>
        <message>
            <source>XLSX 或 CSV，给会计或别的软件用，里面没有卡密</source>
            <translation>XLSX or CSV for the accountant or other programs; no codes in it</translation>
        </message>
        <message>
            <source>一个加密的文件。换电脑时用它和 12 个恢复词恢复，存到 U 盘或网盘</source>
            <translation>One encrypted file. With the 12 recovery words it restores the shop elsewhere; keep it on a stick or online</translation>
        </message>
        <message>
            <source>先备份，再找人看，别删数据</source>
            <translation>Back up, then ask for help; delete nothing</translation>
        </message>
        <message>
            <source>卡台备份 {date}</source>
            <translation>Katai backup {date}</translation>
        </message>
        <message>
            <source>台账的链、余额、文件一处处对一遍，只看不改，可能要几分钟</source>
            <translation>Compares ledger, balances and files; changes nothing, may take minutes</translation>
        </message>
        <message>
            <source>备份</source>
            <translation>Backup</translation>
        </message>
        <message>
            <source>备份与日志</source>
            <translation>Backup and log</translation>
        </message>
        <message>
            <source>备份好了，{size}：{path}</source>
            <translation>Backed up, {size}: {path}</translation>
        </message>
        <message>
            <source>导出…</source>
            <translation>Export…</translation>
        </message>
        <message>
            <source>导出什么</source>
            <translation>What to export</translation>
        </message>
        <message>
            <source>导出表格</source>
            <translation>Export a table</translation>
        </message>
        <message>
            <source>恢复词</source>
            <translation>Recovery words</translation>
        </message>
        <message>
            <source>恢复词核对过了</source>
            <translation>Recovery words checked</translation>
        </message>
        <message>
            <source>打开</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>按顺序写 12 个词，用空格隔开</source>
            <translation>12 words in order, with spaces</translation>
        </message>
        <message>
            <source>数据文件夹</source>
            <translation>Data folder</translation>
        </message>
        <message>
            <source>有 {n} 处对不上</source>
            <translation>Mismatches: {n}</translation>
        </message>
        <message>
            <source>核对</source>
            <translation>Check</translation>
        </message>
        <message>
            <source>核对了 {n} 条台账，都对得上。校验码 {head}</source>
            <translation>All match, ledger entries {n}. Check code {head}</translation>
        </message>
        <message>
            <source>核对全部</source>
            <translation>Check all</translation>
        </message>
        <message>
            <source>核对恢复词</source>
            <translation>Check recovery words</translation>
        </message>
        <message>
            <source>核对恢复词…</source>
            <translation>Check recovery words…</translation>
        </message>
        <message>
            <source>正在核对</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>现在备份</source>
            <translation>Back up now</translation>
        </message>
        <message>
            <source>现在备份…</source>
            <translation>Back up now…</translation>
        </message>
        <message>
            <source>看着纸上抄的 12 个词填一遍，证明抄对了</source>
            <translation>Enter the 12 words from your paper to prove the copy</translation>
        </message>
    </context>
    <context>
        <name>SaleDetail</name>
        <message>
            <source>{method} · 尾号 {tail}</source>
            <translation>{method} · last four {tail}</translation>
        </message>
        <message>
            <source>{method} · 没看到到账</source>
            <translation>{method} · not seen</translation>
        </message>
        <message>
            <source>优惠</source>
            <translation>Discounts</translation>
        </message>
        <message>
            <source>作废…</source>
            <translation>Void…</translation>
        </message>
        <message>
            <source>作废退回 · {method}</source>
            <translation>Void, back · {method}</translation>
        </message>
        <message>
            <source>到账了…</source>
            <translation>Received…</translation>
        </message>
        <message>
            <source>卡密存成加密文件…</source>
            <translation>Save codes as encrypted file…</translation>
        </message>
        <message>
            <source>只能作废本班里卡密没看过、没向货源下单的单。请走退款</source>
            <translation>Only sales of this shift with codes unseen and nothing ordered can be voided. Use a refund</translation>
        </message>
        <message>
            <source>只能给没有会员的单补登</source>
            <translation>Only for sales without a customer</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>存 PDF</source>
            <translation>Save PDF</translation>
        </message>
        <message>
            <source>小计</source>
            <translation>Subtotal</translation>
        </message>
        <message>
            <source>建售后单</source>
            <translation>New ticket</translation>
        </message>
        <message>
            <source>抹零</source>
            <translation>Round down</translation>
        </message>
        <message>
            <source>改付款方式 · {method}</source>
            <translation>Tender changed · {method}</translation>
        </message>
        <message>
            <source>改付款方式…</source>
            <translation>Change tender…</translation>
        </message>
        <message>
            <source>放弃这单…</source>
            <translation>Drop this sale…</translation>
        </message>
        <message>
            <source>校园代理</source>
            <translation>Campus agent</translation>
        </message>
        <message>
            <source>没收到钱的单没有售后</source>
            <translation>No after-sales for a sale that was not paid</translation>
        </message>
        <message>
            <source>没收到钱，没有小票</source>
            <translation>No money received, no receipt</translation>
        </message>
        <message>
            <source>没有可以改的收款</source>
            <translation>No payment to change</translation>
        </message>
        <message>
            <source>没有可以退的了</source>
            <translation>Nothing left to refund</translation>
        </message>
        <message>
            <source>活动</source>
            <translation>Campaigns</translation>
        </message>
        <message>
            <source>看卡密…</source>
            <translation>Show codes…</translation>
        </message>
        <message>
            <source>积分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>补打小票</source>
            <translation>Reprint</translation>
        </message>
        <message>
            <source>补登会员…</source>
            <translation>Add customer…</translation>
        </message>
        <message>
            <source>这张单没有可以看的卡密</source>
            <translation>This sale has no codes to show</translation>
        </message>
        <message>
            <source>退款 · {method}</source>
            <translation>Refund · {method}</translation>
        </message>
        <message>
            <source>退款…</source>
            <translation>Refund…</translation>
        </message>
        <message>
            <source>退款里扣下，补花掉的积分</source>
            <translation>Kept of the refund for spent points</translation>
        </message>
    </context>
    <context>
        <name>SalePage</name>
        <message>
            <source>列表</source>
            <translation>List</translation>
        </message>
        <message>
            <source>换个首字母，或看看停售的商品</source>
            <translation>Try other initials, or see stopped products</translation>
        </message>
        <message>
            <source>接龙</source>
            <translation>Group order</translation>
        </message>
        <message>
            <source>接龙 {n}</source>
            <translation>Group order {n}</translation>
        </message>
        <message>
            <source>接龙，成批出货</source>
            <translation>Group order: sell a pasted list</translation>
        </message>
        <message>
            <source>搜索商品、拼音首字母，或直接扫码</source>
            <translation>Search items, initials, or scan a barcode</translation>
        </message>
        <message>
            <source>新建</source>
            <translation>New</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>没有这个条码</source>
            <translation>No such barcode</translation>
        </message>
        <message>
            <source>给这一行写备注</source>
            <translation>Note for this line</translation>
        </message>
        <message>
            <source>网格</source>
            <translation>Grid</translation>
        </message>
        <message>
            <source>订单来源</source>
            <translation>Order channel</translation>
        </message>
        <message>
            <source>重复上一单</source>
            <translation>Repeat last order</translation>
        </message>
    </context>
    <context>
        <name>SaleScreen</name>
        <message>
            <source>{number} 存为待付款，货锁着，后台接着查，到账自动完成</source>
            <translation>{number} is kept as awaiting payment, its goods are locked; it completes by itself once paid</translation>
        </message>
        <message>
            <source>{number} 存为待付款，货锁着，在“订单 › 销售单”里等到账</source>
            <translation>{number} kept as awaiting payment. Goods are locked; see “Orders › Sales”</translation>
        </message>
        <message>
            <source>上一单的商品现在都卖不了</source>
            <translation>Nothing of the last order can be sold now</translation>
        </message>
        <message>
            <source>为什么开（会留记录）</source>
            <translation>Why open it (logged)</translation>
        </message>
        <message>
            <source>今天已经日结了。再开班卖货，记到下一个营业日</source>
            <translation>Today is closed. A new shift sells into the next business day</translation>
        </message>
        <message>
            <source>再开一班</source>
            <translation>Open another shift</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>去看</source>
            <translation>See</translation>
        </message>
        <message>
            <source>可以收了，再扫一次顾客的付款码</source>
            <translation>It may be taken now: scan the customer's payment code once more</translation>
        </message>
        <message>
            <source>开钱箱</source>
            <translation>Open drawer</translation>
        </message>
        <message>
            <source>打印收据</source>
            <translation>Print receipt</translation>
        </message>
        <message>
            <source>收据在打了</source>
            <translation>Printing the receipt</translation>
        </message>
        <message>
            <source>有一单正在收款，还没有记账</source>
            <translation>A payment is open and not booked yet</translation>
        </message>
        <message>
            <source>有一单没收款</source>
            <translation>An order is not paid</translation>
        </message>
        <message>
            <source>没有打印机，没有打</source>
            <translation>No printer, nothing printed</translation>
        </message>
        <message>
            <source>照卖 {total}</source>
            <translation>Sell at {total}</translation>
        </message>
        <message>
            <source>还有货没给顾客</source>
            <translation>Goods are not handed over yet</translation>
        </message>
        <message>
            <source>零钱 {amount} 存给 {name} 了，不用找</source>
            <translation>{amount} of change kept for {name}; hand none over</translation>
        </message>
    </context>
    <context>
        <name>SaleTexts</name>
        <message>
            <source> · {note}</source>
            <translation> · {note}</translation>
        </message>
        <message>
            <source>QQ 群</source>
            <translation>QQ group</translation>
        </message>
        <message>
            <source>QQ 钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>{operator} · 已核对</source>
            <translation>{operator} · checked</translation>
        </message>
        <message>
            <source>{rate} 折 {amount}</source>
            <translation>{percent}% off {amount}</translation>
        </message>
        <message>
            <source>· 剩 {n} 件</source>
            <translation>· {n} left</translation>
        </message>
        <message>
            <source>· 单价 {price}</source>
            <translation>· {price} each</translation>
        </message>
        <message>
            <source>· 能卖 {n} 件，接龙留 {kept}</source>
            <translation>· {n} for sale, group order keeps {kept}</translation>
        </message>
        <message>
            <source>以后 {days} 天也准，每件亏得不超过这一次</source>
            <translation>Allow it for {days} days too, losing no more per piece than now</translation>
        </message>
        <message>
            <source>余 {n}</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>停售</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <source>储值</source>
            <translation>Credit</translation>
        </message>
        <message>
            <source>充到</source>
            <translation>To</translation>
        </message>
        <message>
            <source>减钱 {amount}</source>
            <translation>Off {amount}</translation>
        </message>
        <message>
            <source>单价 {price}</source>
            <translation>{price} each</translation>
        </message>
        <message>
            <source>已核对</source>
            <translation>checked</translation>
        </message>
        <message>
            <source>平台库存</source>
            <translation>Platform stock</translation>
        </message>
        <message>
            <source>广电</source>
            <translation>Broadnet</translation>
        </message>
        <message>
            <source>库存不足</source>
            <translation>Not enough stock</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat Pay</translation>
        </message>
        <message>
            <source>抖音</source>
            <translation>Douyin</translation>
        </message>
        <message>
            <source>抹零</source>
            <translation>Round down</translation>
        </message>
        <message>
            <source>抹零（抹到元）</source>
            <translation>Round down (to 1)</translation>
        </message>
        <message>
            <source>抹零（抹到角）</source>
            <translation>Round down (to 0.1)</translation>
        </message>
        <message>
            <source>挂账</source>
            <translation>On account</translation>
        </message>
        <message>
            <source>排队</source>
            <translation>Queued</translation>
        </message>
        <message>
            <source>接龙留 {n}</source>
            <translation>Kept {n}</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>改价</source>
            <translation>New price</translation>
        </message>
        <message>
            <source>改价 {amount}</source>
            <translation>New price {amount}</translation>
        </message>
        <message>
            <source>数据旧</source>
            <translation>Stale</translation>
        </message>
        <message>
            <source>易支付</source>
            <translation>Epay</translation>
        </message>
        <message>
            <source>有货</source>
            <translation>In stock</translation>
        </message>
        <message>
            <source>朋友圈</source>
            <translation>Moments</translation>
        </message>
        <message>
            <source>本地卡密 · 单价 {price}</source>
            <translation>Local code · {price} each</translation>
        </message>
        <message>
            <source>柜台</source>
            <translation>Counter</translation>
        </message>
        <message>
            <source>淘宝</source>
            <translation>Taobao</translation>
        </message>
        <message>
            <source>现办</source>
            <translation>On the spot</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>电信</source>
            <translation>Telecom</translation>
        </message>
        <message>
            <source>直充</source>
            <translation>Top-up</translation>
        </message>
        <message>
            <source>积分抵扣</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>移动</source>
            <translation>Mobile</translation>
        </message>
        <message>
            <source>缺货</source>
            <translation>Sold out</translation>
        </message>
        <message>
            <source>联通</source>
            <translation>Unicom</translation>
        </message>
        <message>
            <source>闲鱼</source>
            <translation>Xianyu</translation>
        </message>
    </context>
    <context>
        <name>SalesTab</name>
        <message>
            <source>{number} 到账 {amount}</source>
            <translation>{number} received {amount}</translation>
        </message>
        <message>
            <source>{n} 单</source>
            <translation>Sales {n}</translation>
        </message>
        <message>
            <source>今天</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>付款</source>
            <translation>Paid by</translation>
        </message>
        <message>
            <source>付款方式改过来了</source>
            <translation>Tender changed</translation>
        </message>
        <message>
            <source>作废了，{amount} 退回 · {number}</source>
            <translation>Voided, {amount} back · {number}</translation>
        </message>
        <message>
            <source>全部日期</source>
            <translation>All dates</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>单号、手机尾号、取货码</source>
            <translation>No., phone, claim code</translation>
        </message>
        <message>
            <source>哪天的单</source>
            <translation>Which day</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Goods</translation>
        </message>
        <message>
            <source>实付</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>小票在打了</source>
            <translation>Printing the receipt</translation>
        </message>
        <message>
            <source>待交付 {n} 件</source>
            <translation>To hand over {n}</translation>
        </message>
        <message>
            <source>换单号后四位、手机尾号或取货码</source>
            <translation>Try the last four of the number, a phone tail or a claim code</translation>
        </message>
        <message>
            <source>收一单，这里就有了</source>
            <translation>Make a sale and it shows here</translation>
        </message>
        <message>
            <source>放弃了，货已经放出来</source>
            <translation>Dropped, the goods are free again</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>昨天</source>
            <translation>Yesterday</translation>
        </message>
        <message>
            <source>没有“{text}”的单</source>
            <translation>No sale for “{text}”</translation>
        </message>
        <message>
            <source>没有打印机，没有打</source>
            <translation>No printer, nothing printed</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>补打小票，第 {n} 张副本</source>
            <translation>Reprinting receipt, copy {n}</translation>
        </message>
        <message>
            <source>还没有销售单</source>
            <translation>No sales yet</translation>
        </message>
        <message>
            <source>退了 {amount} · {number}</source>
            <translation>Refunded {amount} · {number}</translation>
        </message>
        <message>
            <source>退款 {n} 单</source>
            <translation>Refunds {n}</translation>
        </message>
        <message>
            <source>销售单</source>
            <translation>Sales</translation>
        </message>
        <message>
            <source>顾客</source>
            <translation>Customer</translation>
        </message>
    </context>
    <context>
        <name>SaveFileSheet</name>
        <message>
            <source>写完整的路径，结尾是 {endings}</source>
            <translation>Write the full path, ending in {endings}</translation>
        </message>
        <message>
            <source>存下</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>存到</source>
            <translation>Save to</translation>
        </message>
        <message>
            <source>正在存</source>
            <translation>Saving</translation>
        </message>
        <message>
            <source>选位置</source>
            <translation>Choose place</translation>
        </message>
        <message>
            <source>选位置…</source>
            <translation>Choose place…</translation>
        </message>
    </context>
    <context>
        <name>SealedSaving</name>
        <message>
            <source>{name} 要把 {number} 的卡密存成加密文件，里面有看过的。</source>
            <translation>{name} wants to save the codes of {number} as an encrypted file. Some were seen before.</translation>
        </message>
        <message>
            <source>再看的原因（必填）</source>
            <translation>Reason to see them again (required)</translation>
        </message>
        <message>
            <source>卡密 {number}</source>
            <translation>Codes {number}</translation>
        </message>
        <message>
            <source>卡密存成加密文件</source>
            <translation>Save codes as encrypted file</translation>
        </message>
        <message>
            <source>存成加密文件</source>
            <translation>Save encrypted file</translation>
        </message>
        <message>
            <source>整单 {cards}卡密存进一个要密码才能打开的 Excel 文件。存下就算给看过，会留记录。</source>
            <translation>The whole sale ({cards}) goes into one Excel file that opens only with a password. Saving counts as showing them and is recorded.</translation>
        </message>
        <message>
            <source>文件存好了，可是锁屏了，密码没有显示。没给过的货还在待交付，要重新存一份</source>
            <translation>The file was saved, but the window was locked and the password not shown. Goods not given before are still to hand over. Save a new file</translation>
        </message>
    </context>
    <context>
        <name>SearchResults</name>
        <message>
            <source>先输数量再扫码</source>
            <translation>Quantity first, then scan</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>加入</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>搜索结果</source>
            <translation>Search results</translation>
        </message>
        <message>
            <source>没有“{typed}”。换个首字母，或看看停售的商品</source>
            <translation>Nothing for “{typed}”. Try other initials, or see stopped products</translation>
        </message>
        <message>
            <source>选择</source>
            <translation>Choose</translation>
        </message>
    </context>
    <context>
        <name>SecretCard</name>
        <message>
            <source>{n} 秒后隐藏</source>
            <translation>Hides in {n} s</translation>
        </message>
        <message>
            <source>全部复制</source>
            <translation>Copy all</translation>
        </message>
        <message>
            <source>全部显示</source>
            <translation>Show all</translation>
        </message>
        <message>
            <source>全部隐藏</source>
            <translation>Hide all</translation>
        </message>
        <message>
            <source>卡密</source>
            <translation>Codes</translation>
        </message>
        <message>
            <source>复制</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>已复制 · {n} 秒后清空剪贴板</source>
            <translation>Copied · clipboard cleared in {n} s</translation>
        </message>
        <message>
            <source>已隐藏</source>
            <translation>Hidden</translation>
        </message>
        <message>
            <source>显示</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>隐藏</source>
            <translation>Hide</translation>
        </message>
    </context>
    <context>
        <name>SecretKeeper</name>
        <message>
            <source>再看一次</source>
            <translation>Show again</translation>
        </message>
        <message>
            <source>卡号 {number} 卡密 {secret}</source>
            <translation>Card no. {number} Code {secret}</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>这些卡密已经看过一次，再看要店主同意</source>
            <translation>These codes were shown once. Showing again needs the owner</translation>
        </message>
    </context>
    <context>
        <name>SecretList</name>
        <message>
            <source>{n} 秒后自动藏起来</source>
            <translation>Hides in {n} s</translation>
        </message>
        <message>
            <source>卡号</source>
            <translation>Card no.</translation>
        </message>
        <message>
            <source>卡密</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>复制{what}</source>
            <translation>Copy {what}</translation>
        </message>
        <message>
            <source>复制了，{n} 秒后从剪贴板清掉</source>
            <translation>Copied, cleared from the clipboard in {n} s</translation>
        </message>
        <message>
            <source>复制（Y）</source>
            <translation>Copy (Y)</translation>
        </message>
        <message>
            <source>显示 30 秒（V）</source>
            <translation>Show 30 s (V)</translation>
        </message>
        <message>
            <source>给顾客扫（T）</source>
            <translation>For the customer to scan (T)</translation>
        </message>
    </context>
    <context>
        <name>SecretsSheet</name>
        <message>
            <source>{name} 要再看一次 {number} 的卡密：{goods}。</source>
            <translation>{name} wants to see the codes of {number} again: {goods}.</translation>
        </message>
        <message>
            <source>再看的原因（必填）</source>
            <translation>Reason to see it again (required)</translation>
        </message>
        <message>
            <source>卡密 · {number}</source>
            <translation>Codes · {number}</translation>
        </message>
        <message>
            <source>哪一行</source>
            <translation>Which line</translation>
        </message>
        <message>
            <source>显示</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>显示卡密</source>
            <translation>Show codes</translation>
        </message>
        <message>
            <source>这些卡密给看过了，再看要店主 PIN，会留记录。</source>
            <translation>These codes were shown. Seeing them again needs the owner PIN and is logged.</translation>
        </message>
    </context>
    <context>
        <name>SettingsForm</name>
        <message>
            <source>换个词再找</source>
            <translation>Try other words</translation>
        </message>
        <message>
            <source>没有这样的设置</source>
            <translation>No such setting</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>“{label}”不能这样填，还没有保存</source>
            <translation>“{label}” cannot be this. Not saved yet</translation>
        </message>
        <message>
            <source>不保存</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>先保存，再打一张看中文对不对</source>
            <translation>Save first, then print to see whether Chinese is right</translation>
        </message>
        <message>
            <source>卡台 Katai {version}</source>
            <translation>卡台 Katai {version}</translation>
        </message>
        <message>
            <source>去货源</source>
            <translation>Go to Stock</translation>
        </message>
        <message>
            <source>在货源页加、改、测试</source>
            <translation>Add, edit and test in Stock</translation>
        </message>
        <message>
            <source>备份与日志</source>
            <translation>Backup and log</translation>
        </message>
        <message>
            <source>存好了，{n} 项</source>
            <translation>Saved, changes {n}</translation>
        </message>
        <message>
            <source>已送打印</source>
            <translation>Sent to the printer</translation>
        </message>
        <message>
            <source>打印测试页</source>
            <translation>Print test page</translation>
        </message>
        <message>
            <source>扫码枪和 F 键</source>
            <translation>Scanner and F keys</translation>
        </message>
        <message>
            <source>提交中</source>
            <translation>Submitting</translation>
        </message>
        <message>
            <source>插上就能扫；按一下 F9、扫一张，看认不认得出</source>
            <translation>Plug in and scan; press F9 and scan once to see that both are recognized</translation>
        </message>
        <message>
            <source>搜索设置，如“抹零”“打印”</source>
            <translation>Search settings, such as “print”</translation>
        </message>
        <message>
            <source>改了 {n} 项，还没保存</source>
            <translation>Changes {n}, not saved yet</translation>
        </message>
        <message>
            <source>数据只存在本机</source>
            <translation>Data stays on this machine</translation>
        </message>
        <message>
            <source>没有设打印机，没有打印</source>
            <translation>No printer set up, nothing printed</translation>
        </message>
        <message>
            <source>测试页</source>
            <translation>Test page</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>设置改了 {n} 项，还没保存</source>
            <translation>Settings changed: {n}, not saved yet</translation>
        </message>
        <message>
            <source>试一试</source>
            <translation>Try it</translation>
        </message>
        <message>
            <source>试键盘和扫码枪</source>
            <translation>Try keyboard and scanner</translation>
        </message>
        <message>
            <source>账户、余额、密钥</source>
            <translation>Accounts, balances, keys</translation>
        </message>
        <message>
            <source>货源账户</source>
            <translation>Source accounts</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>取消</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>ShopPage</name>
        <message>
            <source>两遍不一样，再输一遍</source>
            <translation>The two differ, type it again</translation>
        </message>
        <message>
            <source>从备份恢复…</source>
            <translation>Restore from a backup…</translation>
        </message>
        <message>
            <source>先看样品店（练习）</source>
            <translation>See the sample shop (practice)</translation>
        </message>
        <message>
            <source>再输一遍</source>
            <translation>Type it again</translation>
        </message>
        <message>
            <source>印在小票上，以后能改</source>
            <translation>Printed on receipts; can change later</translation>
        </message>
        <message>
            <source>口令再输一遍</source>
            <translation>Passphrase again</translation>
        </message>
        <message>
            <source>口令（至少 8 个字）</source>
            <translation>Passphrase (at least 8 characters)</translation>
        </message>
        <message>
            <source>店主 PIN</source>
            <translation>Owner PIN</translation>
        </message>
        <message>
            <source>店主怎么称呼</source>
            <translation>Owner's name</translation>
        </message>
        <message>
            <source>店名</source>
            <translation>Shop name</translation>
        </message>
        <message>
            <source>建店</source>
            <translation>Make shop</translation>
        </message>
        <message>
            <source>换了电脑，或数据没了：有备份文件和 12 个恢复词就能回来</source>
            <translation>New computer, or data lost: the backup file and the 12 recovery words bring it back</translation>
        </message>
        <message>
            <source>样品店有货、有练习货源，钱和货都不是真的，关掉就没有了</source>
            <translation>The sample shop has goods and a practice source. Nothing is real, and closing it removes it</translation>
        </message>
        <message>
            <source>样品店正在另一个窗口打开</source>
            <translation>The sample shop is opening in another window</translation>
        </message>
        <message>
            <source>样品店没有打开，可以先建自己的店</source>
            <translation>The sample shop did not open; you can make your own</translation>
        </message>
        <message>
            <source>正在建店</source>
            <translation>Making the shop</translation>
        </message>
        <message>
            <source>这台电脑没有能用的钥匙串。定一个口令，以后每次打开店铺都要输。还没有建店</source>
            <translation>This computer has no usable keyring. Choose a passphrase to open the shop each time. No shop was made yet</translation>
        </message>
        <message>
            <source>锁屏上显示</source>
            <translation>Shown on the lock screen</translation>
        </message>
    </context>
    <context>
        <name>ShopWindow</name>
        <message>
            <source>不关</source>
            <translation>Stay open</translation>
        </message>
        <message>
            <source>关掉</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>已经记好的销售单不受影响。收款页上没有显示收款成功的单没有记下，请重新收。详情写在 {where}，里面没有卡密。</source>
            <translation>Sales already recorded are safe. A sale whose payment page did not say “Payment received” was not recorded; take it again. Details are in {where}, without codes.</translation>
        </message>
        <message>
            <source>日志</source>
            <translation>Log</translation>
        </message>
        <message>
            <source>没打出来的纸</source>
            <translation>Papers that did not print</translation>
        </message>
        <message>
            <source>现在关掉？</source>
            <translation>Close now?</translation>
        </message>
        <message>
            <source>程序出了错</source>
            <translation>The program failed</translation>
        </message>
    </context>
    <context>
        <name>SideColumn</name>
        <message>
            <source>{n}  {name} · {pieces}</source>
            <translation>{n}  {name} · {pieces}</translation>
        </message>
        <message>
            <source>卖得最多</source>
            <translation>Best sellers</translation>
        </message>
        <message>
            <source>可以日结。之后的结果记到下一天，写明原单。</source>
            <translation>You can close. Later results go to the next day with the original order named.</translation>
        </message>
        <message>
            <source>未结事项</source>
            <translation>Open items</translation>
        </message>
        <message>
            <source>输完再看</source>
            <translation>After the count</translation>
        </message>
    </context>
    <context>
        <name>SignFields</name>
        <message>
            <source>签完字这一天就不能再改，编号接着上一张。</source>
            <translation>Once signed, the day cannot change. The number follows the last one.</translation>
        </message>
    </context>
    <context>
        <name>SigningDesk</name>
        <message>
            <source>{name} 已输 PIN 签字 {time}</source>
            <translation>{name} signed by PIN {time}</translation>
        </message>
        <message>
            <source>已签字 {time}</source>
            <translation>Signed {time}</translation>
        </message>
        <message>
            <source>已输 PIN 签字</source>
            <translation>Signed by PIN</translation>
        </message>
        <message>
            <source>店主</source>
            <translation>Owner</translation>
        </message>
        <message>
            <source>店主 {name}</source>
            <translation>Owner {name}</translation>
        </message>
        <message>
            <source>店主输 PIN 签字</source>
            <translation>Owner signs by PIN</translation>
        </message>
        <message>
            <source>收银员 {name}</source>
            <translation>Cashier {name}</translation>
        </message>
        <message>
            <source>收银员 {name} 输 PIN 签字</source>
            <translation>Cashier {name} signs by PIN</translation>
        </message>
        <message>
            <source>日结签字</source>
            <translation>Sign the day close</translation>
        </message>
        <message>
            <source>第 6 步签字</source>
            <translation>Step 6, sign off</translation>
        </message>
    </context>
    <context>
        <name>SourcePage</name>
        <message>
            <source>再测一次</source>
            <translation>Test again</translation>
        </message>
        <message>
            <source>另开样品店，不花钱</source>
            <translation>A sample shop, for free</translation>
        </message>
        <message>
            <source>只卖本地卡密</source>
            <translation>Local codes only</translation>
        </message>
        <message>
            <source>密钥加密存在本机，保存以后不再显示全文。</source>
            <translation>The key is kept encrypted on this computer and never shown in full again.</translation>
        </message>
        <message>
            <source>平台</source>
            <translation>Platform</translation>
        </message>
        <message>
            <source>正在连</source>
            <translation>Connecting</translation>
        </message>
        <message>
            <source>没有接口手工下单</source>
            <translation>No interface, by hand</translation>
        </message>
        <message>
            <source>测试连接</source>
            <translation>Test connection</translation>
        </message>
        <message>
            <source>用表格导入，离线也能卖</source>
            <translation>From a table, offline too</translation>
        </message>
        <message>
            <source>练习货源</source>
            <translation>Practice source</translation>
        </message>
        <message>
            <source>给它起个名字</source>
            <translation>Give it a name</translation>
        </message>
        <message>
            <source>自动拿价格、库存，能直充</source>
            <translation>Prices, stock, top-ups</translation>
        </message>
        <message>
            <source>货单导入，由人下单</source>
            <translation>Import its list, people order</translation>
        </message>
        <message>
            <source>连上了，余额 {balance}</source>
            <translation>Connected, balance {balance}</translation>
        </message>
        <message>
            <source>连接卡盟账号</source>
            <translation>Platform account</translation>
        </message>
    </context>
    <context>
        <name>StandingFormSheet</name>
        <message>
            <source>{name} 可以亏着卖了，随时能收回</source>
            <translation>{name} may be sold at a loss. You can revoke it any time</translation>
        </message>
        <message>
            <source>几天内有效</source>
            <translation>Valid for days</translation>
        </message>
        <message>
            <source>原因（必填）</source>
            <translation>Reason (required)</translation>
        </message>
        <message>
            <source>同意</source>
            <translation>Allow</translation>
        </message>
        <message>
            <source>在期限内，每件亏得不超过这个数，收银员不用再叫店主；每次用都留记录</source>
            <translation>Until it ends, cashiers may sell at a loss up to this per piece without calling you. Every use is kept.</translation>
        </message>
        <message>
            <source>每件最多亏（元）</source>
            <translation>Largest loss per piece (yuan)</translation>
        </message>
        <message>
            <source>现在一件的毛利 {margin}</source>
            <translation>Margin per piece now {margin}</translation>
        </message>
        <message>
            <source>长期同意亏卖 · {name}</source>
            <translation>Allow a loss · {name}</translation>
        </message>
    </context>
    <context>
        <name>StandingListSheet</name>
        <message>
            <source>{name} 的长期同意收回了</source>
            <translation>Standing approval for {name} revoked</translation>
        </message>
        <message>
            <source>{n} 单，亏 {loss}</source>
            <translation>{n} sales, lost {loss}</translation>
        </message>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>到</source>
            <translation>Until</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>在货源对比里给一个商品；没有的，亏着卖每次都要店主 PIN</source>
            <translation>Give one to a product from Compare sources. Without it, every sale at a loss needs the owner PIN</translation>
        </message>
        <message>
            <source>收回</source>
            <translation>Revoke</translation>
        </message>
        <message>
            <source>每件最多亏</source>
            <translation>Largest loss</translation>
        </message>
        <message>
            <source>没有长期同意</source>
            <translation>No standing approvals</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>用过</source>
            <translation>Used</translation>
        </message>
        <message>
            <source>还没用过</source>
            <translation>Not used yet</translation>
        </message>
        <message>
            <source>长期同意亏卖</source>
            <translation>Standing approvals</translation>
        </message>
    </context>
    <context>
        <name>StaticCodePanel</name>
        <message>
            <source>{phone}上看到这笔，或听到播报</source>
            <translation>See it on {phone}, or hear it announced</translation>
        </message>
        <message>
            <source>{tender} · 用柜台上贴的码</source>
            <translation>{tender} · code on the counter</translation>
        </message>
        <message>
            <source>{tender} · 静态码 {n}</source>
            <translation>{tender} · shop code {n}</translation>
        </message>
        <message>
            <source>{title}，收款码</source>
            <translation>{title}, shop code</translation>
        </message>
        <message>
            <source>不到 ¥{limit} 可以空着。日结时用它对账。</source>
            <translation>May be empty under ¥{limit}. Used at day close.</translation>
        </message>
        <message>
            <source>尾号</source>
            <translation>Last four</translation>
        </message>
        <message>
            <source>尾号是 4 位数字，没有就空着</source>
            <translation>The last four are 4 digits; leave empty if none</translation>
        </message>
        <message>
            <source>收款手机</source>
            <translation>the shop phone</translation>
        </message>
        <message>
            <source>没有放图片</source>
            <translation>No picture of the code</translation>
        </message>
        <message>
            <source>满 ¥{limit} 必填</source>
            <translation>Required from ¥{limit}</translation>
        </message>
        <message>
            <source>满 ¥{limit} 要填尾号，看收款手机上的账单</source>
            <translation>From ¥{limit} the last four are needed; see the bill on the shop phone</translation>
        </message>
        <message>
            <source>用柜台上贴的码，或到设置里放一张</source>
            <translation>Use the one on the counter, or add one in Settings</translation>
        </message>
        <message>
            <source>看收款手机或听播报，再点到账</source>
            <translation>Look at the shop phone, then confirm</translation>
        </message>
        <message>
            <source>码 {n} · {label}</source>
            <translation>{n} · {label}</translation>
        </message>
        <message>
            <source>给顾客看大图</source>
            <translation>Show large</translation>
        </message>
        <message>
            <source>账单里这一笔单号的后 4 位</source>
            <translation>Last 4 digits of this bill's number</translation>
        </message>
        <message>
            <source>金额要一分不差</source>
            <translation>The amount must match exactly</translation>
        </message>
        <message>
            <source>顾客手机上的截图不算</source>
            <translation>Screenshots do not count</translation>
        </message>
        <message>
            <source>顾客扫码，自己输 {amount}</source>
            <translation>Customer scans and enters {amount}</translation>
        </message>
    </context>
    <context>
        <name>StatusKeeper</name>
        <message>
            <source>{name} · {time} 开班</source>
            <translation>{name} · since {time}</translation>
        </message>
        <message>
            <source>{name} · 没开班</source>
            <translation>{name} · no shift</translation>
        </message>
        <message>
            <source>只卖本地卡密</source>
            <translation>Local codes only</translation>
        </message>
        <message>
            <source>待交付 {count}</source>
            <translation>To hand over {count}</translation>
        </message>
        <message>
            <source>手工货源</source>
            <translation>Sources by hand</translation>
        </message>
        <message>
            <source>打印机就绪</source>
            <translation>Printer OK</translation>
        </message>
        <message>
            <source>打印机有 {count} 张没打出来</source>
            <translation>Not printed: {count}</translation>
        </message>
        <message>
            <source>离线</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>离线 · 待提交 {count}</source>
            <translation>Offline · waiting to send {count}</translation>
        </message>
        <message>
            <source>货源已同步 · {age}</source>
            <translation>Synced · {age}</translation>
        </message>
        <message>
            <source>货源异常</source>
            <translation>Source trouble</translation>
        </message>
        <message>
            <source>货源异常：{name}</source>
            <translation>Source trouble: {name}</translation>
        </message>
        <message>
            <source>货源还没同步</source>
            <translation>Not synced yet</translation>
        </message>
    </context>
    <context>
        <name>StepRow</name>
        <message>
            <source>改</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>改 {step}</source>
            <translation>Edit {step}</translation>
        </message>
    </context>
    <context>
        <name>Stepper</name>
        <message>
            <source>减一</source>
            <translation>One less</translation>
        </message>
        <message>
            <source>加一</source>
            <translation>One more</translation>
        </message>
        <message>
            <source>数量</source>
            <translation>Quantity</translation>
        </message>
    </context>
    <context>
        <name>StepsPanel</name>
        <message>
            <source>日结步骤</source>
            <translation>Day close steps</translation>
        </message>
        <message>
            <source>第 {n} 步，共 {count} 步</source>
            <translation>Step {n} of {count}</translation>
        </message>
    </context>
    <context>
        <name>StepsSide</name>
        <message>
            <source>卡台 Katai</source>
            <translation>卡台 Katai</translation>
        </message>
        <message>
            <source>卡商的收银台</source>
            <translation>The till for resellers</translation>
        </message>
        <message>
            <source>第 {n} 步，共 {count} 步：{name}</source>
            <translation>Step {n} of {count}: {name}</translation>
        </message>
    </context>
    <context>
        <name>StockColumns</name>
        <message>
            <source>全选</source>
            <translation>Tick all</translation>
        </message>
        <message>
            <source>取货来源</source>
            <translation>Source order</translation>
        </message>
        <message>
            <source>售价</source>
            <translation>Price</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>平台库存</source>
            <translation>Platform stock</translation>
        </message>
        <message>
            <source>提醒</source>
            <translation>Alerts</translation>
        </message>
        <message>
            <source>本地卡密</source>
            <translation>Local</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>毛利率</source>
            <translation>Margin %</translation>
        </message>
        <message>
            <source>现在能卖吗</source>
            <translation>Can it be sold?</translation>
        </message>
        <message>
            <source>类型</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Code no.</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
    </context>
    <context>
        <name>StockScreen</name>
        <message>
            <source>{flags}。为什么还是接受（必填，会留记录）</source>
            <translation>{flags}. Why you accept it (required, kept)</translation>
        </message>
        <message>
            <source>{goods} 的风险接受了，可以进货；写的话留着</source>
            <translation>Risk of {goods} accepted; it can be bought. Your words are kept</translation>
        </message>
        <message>
            <source>{name} 停下了，已写进去的都作数</source>
            <translation>{name} stopped; what was written stays</translation>
        </message>
        <message>
            <source>{name} 现在不能卖</source>
            <translation>{name} cannot be sold now</translation>
        </message>
        <message>
            <source>{n} 个商品</source>
            <translation>Products {n}</translation>
        </message>
        <message>
            <source>从文件导入商品</source>
            <translation>Import products from a file</translation>
        </message>
        <message>
            <source>从货源上架商品</source>
            <translation>List products from a source</translation>
        </message>
        <message>
            <source>出摊备货</source>
            <translation>Booth pack</translation>
        </message>
        <message>
            <source>刷新中</source>
            <translation>Refreshing</translation>
        </message>
        <message>
            <source>刷新库存</source>
            <translation>Refresh stock</translation>
        </message>
        <message>
            <source>加到收银</source>
            <translation>Add to sale</translation>
        </message>
        <message>
            <source>卡密库</source>
            <translation>Codes</translation>
        </message>
        <message>
            <source>卡密库 {n}</source>
            <translation>Codes {n}</translation>
        </message>
        <message>
            <source>取出没卖的卡密</source>
            <translation>Take unsold secrets out</translation>
        </message>
        <message>
            <source>只卖本地卡密，库存就是现在的</source>
            <translation>Only local codes are sold; the stock is current</translation>
        </message>
        <message>
            <source>同步</source>
            <translation>Sync</translation>
        </message>
        <message>
            <source>同步中</source>
            <translation>Syncing</translation>
        </message>
        <message>
            <source>同步完了：{n} 个商品，新增 {added}，变了 {changed}，下架 {removed}</source>
            <translation>Synced: products {n}, new {added}, changed {changed}, gone {removed}</translation>
        </message>
        <message>
            <source>同步货源</source>
            <translation>Sync sources</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Products</translation>
        </message>
        <message>
            <source>商品 {n}</source>
            <translation>Products {n}</translation>
        </message>
        <message>
            <source>商品、卡密库或提醒</source>
            <translation>Products, codes or alerts</translation>
        </message>
        <message>
            <source>导入卡密</source>
            <translation>Import codes</translation>
        </message>
        <message>
            <source>库存是刚刚的了</source>
            <translation>The stock is current</translation>
        </message>
        <message>
            <source>手工货源没有可同步的，导入新货单就更新</source>
            <translation>Sources by hand have nothing to sync; import a new list to renew them</translation>
        </message>
        <message>
            <source>接受风险 · {goods}</source>
            <translation>Accept risk · {goods}</translation>
        </message>
        <message>
            <source>接受，从这里进货</source>
            <translation>Accept and buy here</translation>
        </message>
        <message>
            <source>提醒</source>
            <translation>Alerts</translation>
        </message>
        <message>
            <source>提醒 {n}</source>
            <translation>Alerts {n}</translation>
        </message>
        <message>
            <source>改分类名</source>
            <translation>Rename categories</translation>
        </message>
        <message>
            <source>改商品</source>
            <translation>Edit product</translation>
        </message>
        <message>
            <source>新商品</source>
            <translation>New product</translation>
        </message>
        <message>
            <source>有货源没回话，库存可能旧了，先问再卖</source>
            <translation>A source did not answer; stock may be stale, ask before selling</translation>
        </message>
        <message>
            <source>添加货源账号</source>
            <translation>Add source account</translation>
        </message>
        <message>
            <source>账号详情</source>
            <translation>Account details</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Stock</translation>
        </message>
        <message>
            <source>货源还在同步</source>
            <translation>Sources are still syncing</translation>
        </message>
        <message>
            <source>还没有货源账号，先添加一个</source>
            <translation>No source account yet; add one first</translation>
        </message>
        <message>
            <source>选显示哪些列</source>
            <translation>Choose columns</translation>
        </message>
        <message>
            <source>长期同意亏卖</source>
            <translation>Standing approvals</translation>
        </message>
    </context>
    <context>
        <name>StockTexts</name>
        <message>
            <source>QQ 号</source>
            <translation>QQ number</translation>
        </message>
        <message>
            <source>{n} · 接龙 {kept}</source>
            <translation>{n} · kept {kept}</translation>
        </message>
        <message>
            <source>{n} 分</source>
            <translation>{n} min</translation>
        </message>
        <message>
            <source>{n} 小时</source>
            <translation>{n} h</translation>
        </message>
        <message>
            <source>{n} 秒</source>
            <translation>{n} s</translation>
        </message>
        <message>
            <source>{stock} · {age}</source>
            <translation>{stock} · {age}</translation>
        </message>
        <message>
            <source>不用账号</source>
            <translation>No account</translation>
        </message>
        <message>
            <source>低于 {n}</source>
            <translation>Under {n}</translation>
        </message>
        <message>
            <source>倒挂</source>
            <translation>Below cost</translation>
        </message>
        <message>
            <source>停售</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <source>其他</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>卡密</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>可充</source>
            <translation>Available</translation>
        </message>
        <message>
            <source>套餐</source>
            <translation>Bundle</translation>
        </message>
        <message>
            <source>将到期</source>
            <translation>Expiring</translation>
        </message>
        <message>
            <source>平台</source>
            <translation>Platform</translation>
        </message>
        <message>
            <source>快没了</source>
            <translation>Running low</translation>
        </message>
        <message>
            <source>手机号</source>
            <translation>Phone number</translation>
        </message>
        <message>
            <source>接龙留着</source>
            <translation>Kept for a group order</translation>
        </message>
        <message>
            <source>数据旧</source>
            <translation>Stale</translation>
        </message>
        <message>
            <source>数据旧，先问再卖</source>
            <translation>Stale, ask before selling</translation>
        </message>
        <message>
            <source>有货</source>
            <translation>In stock</translation>
        </message>
        <message>
            <source>有货 999+</source>
            <translation>In stock 999+</translation>
        </message>
        <message>
            <source>有货 {n}</source>
            <translation>In stock {n}</translation>
        </message>
        <message>
            <source>本地</source>
            <translation>Local</translation>
        </message>
        <message>
            <source>没说</source>
            <translation>Not told</translation>
        </message>
        <message>
            <source>游戏或平台账号</source>
            <translation>Game or platform account</translation>
        </message>
        <message>
            <source>直充</source>
            <translation>Top-up</translation>
        </message>
        <message>
            <source>缺货</source>
            <translation>Sold out</translation>
        </message>
        <message>
            <source>能卖</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>能卖 · 本地 {n} 张</source>
            <translation>Yes · local {n}</translation>
        </message>
        <message>
            <source>补货倒挂 {amount}</source>
            <translation>Next buy below cost {amount}</translation>
        </message>
    </context>
    <context>
        <name>StrayPaymentCode</name>
        <message>
            <source>这是顾客的付款码：到收款页选易支付再扫。没有收钱，码也没有记</source>
            <translation>This is a customer's payment code: choose Epay at payment, then scan. No money was taken and the code is not kept</translation>
        </message>
    </context>
    <context>
        <name>TableImport</name>
        <message>
            <source>{n} 行有错，改好再导，什么都没有导入</source>
            <translation>Wrong lines: {n}. Mend them first, nothing was imported</translation>
        </message>
        <message>
            <source>先看看</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>商品表（CSV 或 XLSX）</source>
            <translation>Product table (CSV or XLSX)</translation>
        </message>
        <message>
            <source>导入</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>有 {n} 行有错，没有导入</source>
            <translation>Wrong lines: {n}, not imported</translation>
        </message>
        <message>
            <source>第 {n} 行：{reason}</source>
            <translation>Line {n}: {reason}</translation>
        </message>
        <message>
            <source>第一行写：编码、名称、类型、售价、进价、面值、条码、分类。只有编码、名称、售价必须有。</source>
            <translation>First line: 编码, 名称, 类型, 售价, 进价, 面值, 条码, 分类. Only 编码, 名称 and 售价 are required.</translation>
        </message>
        <message>
            <source>表格 (*.csv *.xlsx)</source>
            <translation>Tables (*.csv *.xlsx)</translation>
        </message>
        <message>
            <source>读到 {read} 行：新增 {added}，更新 {updated}</source>
            <translation>Lines {read}: new {added}, updated {updated}</translation>
        </message>
        <message>
            <source>选文件</source>
            <translation>Choose file</translation>
        </message>
        <message>
            <source>选文件…</source>
            <translation>Choose file…</translation>
        </message>
    </context>
    <context>
        <name>TakeCardsSheet</name>
        <message>
            <source>{name} 要再看 24 小时内取出的卡密：{goods}。</source>
            <translation>{name} wants to see again the secrets taken out in the last 24 hours: {goods}.</translation>
        </message>
        <message>
            <source>{name} 要看没卖的卡密：{goods} {cards}，取出后不再卖。</source>
            <translation>{name} wants to see unsold secrets: {goods}, {cards}. Once taken out they are not sold.</translation>
        </message>
        <message>
            <source>取出</source>
            <translation>Take out</translation>
        </message>
        <message>
            <source>取出几张（0 是再看 24 小时内取出的）</source>
            <translation>How many (0 shows again those of the last 24 hours)</translation>
        </message>
        <message>
            <source>取出卡密 · {goods}</source>
            <translation>Take secrets out · {goods}</translation>
        </message>
        <message>
            <source>取出来就不再卖，日结会列出来。要店主 PIN 和原因，24 小时内最多 {n} 张。</source>
            <translation>What is taken out is never sold, and the day close lists it. Owner PIN and a reason are needed; at most {n} in 24 hours.</translation>
        </message>
        <message>
            <source>取出的原因（必填）</source>
            <translation>Why they are taken out (required)</translation>
        </message>
    </context>
    <context>
        <name>TenderColumn</name>
        <message>
            <source>付款方式</source>
            <translation>Tender</translation>
        </message>
        <message>
            <source>先改金额再选方式，就是组合付款。</source>
            <translation>Change the amount, then pick a tender, to split the payment.</translation>
        </message>
    </context>
    <context>
        <name>TicketActs</name>
        <message>
            <source>{name} 要换货源重充 {goods}，销售单 {number}。</source>
            <translation>{name} wants to buy {goods} anew from another source, sale {number}.</translation>
        </message>
        <message>
            <source>为什么（必填）</source>
            <translation>Why (required)</translation>
        </message>
        <message>
            <source>催单的话复制好了，去发给货源。记下催过了</source>
            <translation>The text is copied: send it to the source. Noted</translation>
        </message>
        <message>
            <source>去给看</source>
            <translation>Show it</translation>
        </message>
        <message>
            <source>换好了，新卡在待交付，第一次给看不用 PIN</source>
            <translation>Exchanged; the new code is to hand over, no PIN for the first look</translation>
        </message>
        <message>
            <source>换货源</source>
            <translation>Other source</translation>
        </message>
        <message>
            <source>正在问货源</source>
            <translation>Asking the source</translation>
        </message>
        <message>
            <source>没问到，什么都没有变</source>
            <translation>No answer; nothing changed</translation>
        </message>
        <message>
            <source>补偿记好了，算今天的赔付</source>
            <translation>Booked as a cost of today</translation>
        </message>
        <message>
            <source>这一行没有失败的采购，不用换货源</source>
            <translation>No purchase of this line failed; no other source is needed</translation>
        </message>
        <message>
            <source>退了 {amount} · {number}</source>
            <translation>Refunded {amount} · {number}</translation>
        </message>
        <message>
            <source>问过货源了</source>
            <translation>The source was asked</translation>
        </message>
    </context>
    <context>
        <name>TicketFormSheet</name>
        <message>
            <source>QQ、微信、电话</source>
            <translation>QQ, WeChat, phone</translation>
        </message>
        <message>
            <source>什么问题</source>
            <translation>What is wrong</translation>
        </message>
        <message>
            <source>写一句顾客问什么</source>
            <translation>Say what the customer asks</translation>
        </message>
        <message>
            <source>哪一行</source>
            <translation>Which line</translation>
        </message>
        <message>
            <source>建单</source>
            <translation>Open ticket</translation>
        </message>
        <message>
            <source>建售后单</source>
            <translation>New ticket</translation>
        </message>
        <message>
            <source>怎么找到顾客</source>
            <translation>How to reach the customer</translation>
        </message>
        <message>
            <source>正在记下</source>
            <translation>Writing it down</translation>
        </message>
        <message>
            <source>记一条咨询</source>
            <translation>Note a question</translation>
        </message>
        <message>
            <source>顾客怎么说（可不写）</source>
            <translation>What the customer says (optional)</translation>
        </message>
    </context>
    <context>
        <name>TicketOpening</name>
        <message>
            <source>售后单建好了，{n} 分钟内先回复</source>
            <translation>Ticket opened; reply within {n} minutes</translation>
        </message>
    </context>
    <context>
        <name>TicketThread</name>
        <message>
            <source>系统 · {time}</source>
            <translation>Till · {time}</translation>
        </message>
        <message>
            <source>经过</source>
            <translation>Thread</translation>
        </message>
        <message>
            <source>草稿 · {name}</source>
            <translation>Draft · {name}</translation>
        </message>
        <message>
            <source>这句话和顾客的资料一起删除了</source>
            <translation>These words were deleted with the customer's data</translation>
        </message>
        <message>
            <source>顾客 · {name} 记 · {time}</source>
            <translation>Customer · noted by {name} · {time}</translation>
        </message>
    </context>
    <context>
        <name>TiersSheet</name>
        <message>
            <source>{name} · 店主给</source>
            <translation>{name} · given by the owner</translation>
        </message>
        <message>
            <source>{name} · 累计满 {spent}</source>
            <translation>{name} · from {spent} spent</translation>
        </message>
        <message>
            <source>会员等级</source>
            <translation>Member tiers</translation>
        </message>
        <message>
            <source>加一级</source>
            <translation>Add a tier</translation>
        </message>
        <message>
            <source>填金额，如 1000</source>
            <translation>An amount, such as 1000</translation>
        </message>
        <message>
            <source>等级加好了，会员价活动里可以选它</source>
            <translation>Tier added: member price campaigns can name it</translation>
        </message>
        <message>
            <source>等级名，如 银卡、分销</source>
            <translation>Name of the tier, such as Silver or Reseller</translation>
        </message>
        <message>
            <source>累计满多少自动升（空着由店主给）</source>
            <translation>Reached from how much spent (empty: given by the owner)</translation>
        </message>
    </context>
    <context>
        <name>TillBar</name>
        <message>
            <source>X 中途查看</source>
            <translation>X report</translation>
        </message>
        <message>
            <source>Z 日结</source>
            <translation>Z report</translation>
        </message>
        <message>
            <source>交班</source>
            <translation>Shift</translation>
        </message>
        <message>
            <source>六步走完、签了字才能日结</source>
            <translation>Finish the six steps and sign to close</translation>
        </message>
        <message>
            <source>前一天</source>
            <translation>Day before</translation>
        </message>
        <message>
            <source>后一天</source>
            <translation>Day after</translation>
        </message>
        <message>
            <source>存取现金</source>
            <translation>Cash in/out</translation>
        </message>
        <message>
            <source>导出</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>打印</source>
            <translation>Print</translation>
        </message>
        <message>
            <source>日结</source>
            <translation>Till</translation>
        </message>
        <message>
            <source>没有开着的班</source>
            <translation>No shift open</translation>
        </message>
        <message>
            <source>签字并日结</source>
            <translation>Close day</translation>
        </message>
        <message>
            <source>输完再看</source>
            <translation>After the count</translation>
        </message>
    </context>
    <context>
        <name>TillScreen</name>
        <message>
            <source>{date} 日结完成，Z 第 {n} 号</source>
            <translation>{date} closed, Z no. {n}</translation>
        </message>
        <message>
            <source>交班</source>
            <translation>Shift change</translation>
        </message>
        <message>
            <source>存取现金</source>
            <translation>Cash in or out</translation>
        </message>
        <message>
            <source>导出日报</source>
            <translation>Export day report</translation>
        </message>
        <message>
            <source>日结里有一次点钱还没有记下</source>
            <translation>A cash count in the day close is not saved yet</translation>
        </message>
    </context>
    <context>
        <name>TopUpAccountSheet</name>
        <message>
            <source>QQ 号</source>
            <translation>QQ number</translation>
        </message>
        <message>
            <source>两遍不一样，照着顾客的号再输一遍</source>
            <translation>The two differ. Type the customer's number again</translation>
        </message>
        <message>
            <source>充到哪个号？</source>
            <translation>Top up which account?</translation>
        </message>
        <message>
            <source>再输一遍</source>
            <translation>Type it again</translation>
        </message>
        <message>
            <source>加入</source>
            <translation>Add</translation>
        </message>
        <message>
            <source>常用 ↓</source>
            <translation>Saved ↓</translation>
        </message>
        <message>
            <source>念给顾客听，点头了再加入</source>
            <translation>Read it to the customer; add after a nod</translation>
        </message>
        <message>
            <source>手机号</source>
            <translation>Phone number</translation>
        </message>
        <message>
            <source>扫进来的不用再输，按 Enter</source>
            <translation>Scanned: no need to type it again, press Enter</translation>
        </message>
        <message>
            <source>本人</source>
            <translation>own</translation>
        </message>
        <message>
            <source>游戏账号</source>
            <translation>Game account</translation>
        </message>
        <message>
            <source>账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>货源要填的东西变了，以前填的还在，补上就行</source>
            <translation>The source asks for something else now. What was filled in is still here; add what is missing.</translation>
        </message>
    </context>
    <context>
        <name>TrendPanel</name>
        <message>
            <source>{hour} 点</source>
            <translation>{hour}:00</translation>
        </message>
        <message>
            <source>{month} 月</source>
            <translation>M{month}</translation>
        </message>
        <message>
            <source>{year} 年 {month} 月</source>
            <translation>{year}-{month}</translation>
        </message>
        <message>
            <source>每小时销售额</source>
            <translation>Sales per hour</translation>
        </message>
        <message>
            <source>每日销售额</source>
            <translation>Sales per day</translation>
        </message>
        <message>
            <source>每月销售额</source>
            <translation>Sales per month</translation>
        </message>
    </context>
    <context>
        <name>UndeliveredActs</name>
        <message>
            <source>{name} 要再看一次 {number} 的卡密：{goods}。</source>
            <translation>{name} wants to see the codes of {number} again: {goods}.</translation>
        </message>
        <message>
            <source>{name} 要按新价买 {goods}，销售单 {number}。</source>
            <translation>{name} wants to buy {goods} at the new price, sale {number}.</translation>
        </message>
        <message>
            <source>为什么（必填）</source>
            <translation>Why (required)</translation>
        </message>
        <message>
            <source>再看的原因（必填）</source>
            <translation>Reason to see it again (required)</translation>
        </message>
        <message>
            <source>卡密单在打了</source>
            <translation>Printing the code slip</translation>
        </message>
        <message>
            <source>复制了，里面没有卡密</source>
            <translation>Copied, no codes in it</translation>
        </message>
        <message>
            <source>按新价去买了</source>
            <translation>Buying at the new price</translation>
        </message>
        <message>
            <source>正在查</source>
            <translation>Checking</translation>
        </message>
        <message>
            <source>没有打印机，没有打，卡密也没有给看</source>
            <translation>No printer; nothing printed, no code shown</translation>
        </message>
        <message>
            <source>没问到，什么都没有变</source>
            <translation>No answer, nothing changed</translation>
        </message>
        <message>
            <source>看新价</source>
            <translation>See new price</translation>
        </message>
        <message>
            <source>给看卡密</source>
            <translation>Show codes</translation>
        </message>
        <message>
            <source>记下交给顾客了</source>
            <translation>Recorded as handed over</translation>
        </message>
        <message>
            <source>话复制好了，去发给顾客。记下告诉过了</source>
            <translation>Message copied, send it. Recorded as told</translation>
        </message>
    </context>
    <context>
        <name>UndeliveredDetail</name>
        <message>
            <source>{time} 付款</source>
            <translation>Paid {time}</translation>
        </message>
        <message>
            <source>{time} 到货</source>
            <translation>Arrived {time}</translation>
        </message>
        <message>
            <source>{time} 告诉过顾客了，可以再告诉一次。</source>
            <translation>Customer told {time}; you can tell again.</translation>
        </message>
        <message>
            <source>交货</source>
            <translation>Hand over</translation>
        </message>
        <message>
            <source>去待确认</source>
            <translation>Go to unconfirmed</translation>
        </message>
        <message>
            <source>发给顾客的话</source>
            <translation>Message for the customer</translation>
        </message>
        <message>
            <source>取货码</source>
            <translation>Claim code</translation>
        </message>
        <message>
            <source>告诉顾客</source>
            <translation>Tell customer</translation>
        </message>
        <message>
            <source>复制</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>复制这段话，并记下 {name} 告诉过。</source>
            <translation>Copies this and records that {name} told them.</translation>
        </message>
        <message>
            <source>已交给顾客</source>
            <translation>Handed over</translation>
        </message>
        <message>
            <source>已付</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>打印</source>
            <translation>Print</translation>
        </message>
        <message>
            <source>按新价买…</source>
            <translation>Buy at new price…</translation>
        </message>
        <message>
            <source>整单存成加密文件</source>
            <translation>Save sale as encrypted file</translation>
        </message>
        <message>
            <source>显示</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>查结果</source>
            <translation>Check result</translation>
        </message>
        <message>
            <source>没有买成，没有扣款。可以再买，也可以退。</source>
            <translation>Not bought, not charged. Buy again or refund.</translation>
        </message>
        <message>
            <source>没有确定失败之前，不要重新下单或退款，可能会充两次。</source>
            <translation>Do not reorder or refund before it surely failed: it may top up twice.</translation>
        </message>
        <message>
            <source>消息里没有卡密。卡密当面给。</source>
            <translation>No codes in the message. Hand codes over in person.</translation>
        </message>
        <message>
            <source>离线时答应的，还没有提交。联网后自动提交，不会买两次。</source>
            <translation>Promised while offline and not sent yet. It is sent once back online and never bought twice.</translation>
        </message>
        <message>
            <source>第一次给看不用 PIN，有记录。给完自动移出这里。</source>
            <translation>The first look needs no PIN and is logged. It leaves this list once handed over.</translation>
        </message>
        <message>
            <source>给看过了，藏起来之后移出这里。</source>
            <translation>Shown; it leaves this list once hidden.</translation>
        </message>
        <message>
            <source>货源涨价或少给了，没有买成。问过顾客，再决定按新价买、换个货源买，还是退。</source>
            <translation>The source became dearer or gave too few, so nothing was bought. Ask the customer, then buy at the new price, buy from another source, or refund.</translation>
        </message>
        <message>
            <source>货还没到，到了这里会变。</source>
            <translation>Not here yet; this changes when it arrives.</translation>
        </message>
        <message>
            <source>退这一行…</source>
            <translation>Refund this line…</translation>
        </message>
        <message>
            <source>顾客</source>
            <translation>Customer</translation>
        </message>
        <message>
            <source>顾客看到到账了，点一下移出这里。</source>
            <translation>When the customer sees it arrived, tap to clear it.</translation>
        </message>
    </context>
    <context>
        <name>UndeliveredTab</name>
        <message>
            <source>今天的单已交付 {pieces}</source>
            <translation>Today handed over: {pieces}</translation>
        </message>
        <message>
            <source>全部</source>
            <translation>All</translation>
        </message>
        <message>
            <source>取货码</source>
            <translation>Claim</translation>
        </message>
        <message>
            <source>取货码、手机尾号、单号</source>
            <translation>Claim code, phone, no.</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Goods</translation>
        </message>
        <message>
            <source>已等</source>
            <translation>Waited</translation>
        </message>
        <message>
            <source>建售后单</source>
            <translation>New ticket</translation>
        </message>
        <message>
            <source>待交付</source>
            <translation>To hand over</translation>
        </message>
        <message>
            <source>换取货码、手机尾号或单号</source>
            <translation>Try a claim code, phone tail or order no.</translation>
        </message>
        <message>
            <source>晚到的货会出现在这里</source>
            <translation>Goods that arrive late show here</translation>
        </message>
        <message>
            <source>最该先办的在上面</source>
            <translation>Most urgent first</translation>
        </message>
        <message>
            <source>没交到顾客手里的都在这里</source>
            <translation>Everything not yet with its customer</translation>
        </message>
        <message>
            <source>没有“{text}”</source>
            <translation>Nothing found for “{text}”</translation>
        </message>
        <message>
            <source>没给看过</source>
            <translation>Not shown</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>看看全部</source>
            <translation>See all</translation>
        </message>
        <message>
            <source>离线时答应</source>
            <translation>Promised offline</translation>
        </message>
        <message>
            <source>等结果</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>要告诉顾客</source>
            <translation>To tell</translation>
        </message>
        <message>
            <source>这一类没有要办的</source>
            <translation>Nothing to do of this kind</translation>
        </message>
        <message>
            <source>都交到顾客手里了</source>
            <translation>Everything is handed over</translation>
        </message>
        <message>
            <source>销售单</source>
            <translation>Sale</translation>
        </message>
        <message>
            <source>顾客</source>
            <translation>Customer</translation>
        </message>
    </context>
    <context>
        <name>UnknownNotice</name>
        <message>
            <source>15 分钟还没有结果</source>
            <translation>No result for 15 minutes</translation>
        </message>
        <message>
            <source>{count}，到“订单 › 待确认”看</source>
            <translation>Unconfirmed: {count}. See “Orders › Unconfirmed”</translation>
        </message>
        <message>
            <source>{count}，占用货款 {money}。没有确定失败之前，不要重新下单或退款</source>
            <translation>Unconfirmed: {count}, {money} at stake. Do not order again or refund before a definite failure</translation>
        </message>
        <message>
            <source>{count}，请告诉店主。没有确定失败之前，不要重新下单或退款</source>
            <translation>Unconfirmed: {count}. Tell the owner. Do not order again or refund before a definite failure</translation>
        </message>
        <message>
            <source>去待确认</source>
            <translation>Unconfirmed</translation>
        </message>
    </context>
    <context>
        <name>UnknownTab</name>
        <message>
            <source>24 小时里 {n} 笔</source>
            <translation>Past 24 h: {n}</translation>
        </message>
        <message>
            <source>下次自动查询 {time} · 还有 {m} 分 {s} 秒</source>
            <translation>Next check {time} · in {m} min {s} s</translation>
        </message>
        <message>
            <source>下的单都有结果了</source>
            <translation>Every order has its result</translation>
        </message>
        <message>
            <source>全部查一次</source>
            <translation>Check all</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>商品 / 充值账号</source>
            <translation>Goods / account</translation>
        </message>
        <message>
            <source>对应销售单</source>
            <translation>Sale</translation>
        </message>
        <message>
            <source>已等</source>
            <translation>Waited</translation>
        </message>
        <message>
            <source>待确认</source>
            <translation>Unconfirmed</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>最近处理完的</source>
            <translation>Settled lately</translation>
        </message>
        <message>
            <source>查结果只用原来的单号，不会买两次</source>
            <translation>Checking uses the first order no.; it never buys twice</translation>
        </message>
        <message>
            <source>没有待确认的订单</source>
            <translation>No unconfirmed orders</translation>
        </message>
        <message>
            <source>没有确定失败之前，不要重新下单或退款，可能会充两次。</source>
            <translation>Do not reorder or refund before it surely failed: it may top up twice.</translation>
        </message>
        <message>
            <source>状态</source>
            <translation>State</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>结果不明 {count}。</source>
            <translation>Unknown: {count}.</translation>
        </message>
        <message>
            <source>结果不明 {count}，占用货款 {money}。</source>
            <translation>Unknown: {count}, {money} at stake.</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进库存</source>
            <translation>Into stock</translation>
        </message>
        <message>
            <source>采购单</source>
            <translation>Purchase</translation>
        </message>
        <message>
            <source>马上自动查询</source>
            <translation>Checking any moment</translation>
        </message>
    </context>
    <context>
        <name>VaultScreen</name>
        <message>
            <source>卡密和密钥都锁在保险库里，口令只在这台机器上用</source>
            <translation>Codes and keys are locked in the vault; the passphrase is used on this machine only</translation>
        </message>
        <message>
            <source>口令</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>口令是建店时定的。忘了口令，用 12 个恢复词可以恢复备份</source>
            <translation>Chosen when the shop was made. If forgotten, the 12 recovery words restore a backup</translation>
        </message>
        <message>
            <source>打开店铺</source>
            <translation>Open shop</translation>
        </message>
        <message>
            <source>正在打开</source>
            <translation>Opening</translation>
        </message>
        <message>
            <source>输入口令，打开店铺</source>
            <translation>Enter the passphrase to open the shop</translation>
        </message>
    </context>
    <context>
        <name>VoidSheet</name>
        <message>
            <source>{name} 要作废 {number}，{amount}。</source>
            <translation>{name} wants to void {number}, {amount}.</translation>
        </message>
        <message>
            <source>作废</source>
            <translation>Void</translation>
        </message>
        <message>
            <source>作废 {amount}</source>
            <translation>Void {amount}</translation>
        </message>
        <message>
            <source>作废 {number}？</source>
            <translation>Void {number}?</translation>
        </message>
        <message>
            <source>写一句为什么，才能作废</source>
            <translation>Write a reason to void it</translation>
        </message>
        <message>
            <source>原因</source>
            <translation>Reason</translation>
        </message>
        <message>
            <source>打错了</source>
            <translation>Entered wrongly</translation>
        </message>
        <message>
            <source>整单作废：卡密回库存，没发出的采购取消，{amount} 退回原处，积分收回。</source>
            <translation>Voids the whole sale: codes go back to stock, unsent purchases are cancelled, {amount} goes back, points are taken back.</translation>
        </message>
        <message>
            <source>重复开单</source>
            <translation>Entered twice</translation>
        </message>
        <message>
            <source>顾客不要了</source>
            <translation>Customer changed their mind</translation>
        </message>
    </context>
    <context>
        <name>WalletTexts</name>
        <message>
            <source>{runway}，建议补到 ¥{amount} 以上</source>
            <translation>{runway}, fill up to ¥{amount} or more</translation>
        </message>
        <message>
            <source>下单不能带最高价，靠下单前问一次价</source>
            <translation>Orders carry no price limit; the price is asked right before</translation>
        </message>
        <message>
            <source>下单能带最高单价，涨了就不成交</source>
            <translation>Orders carry a highest unit price; a dearer one is refused</translation>
        </message>
        <message>
            <source>下单能带最高总价，涨了就不成交</source>
            <translation>Orders carry a highest total; a dearer one is refused</translation>
        </message>
        <message>
            <source>不够 1 小时</source>
            <translation>less than 1 hour</translation>
        </message>
        <message>
            <source>不能按我们的单号查结果，要有货源的单号才查得到</source>
            <translation>Cannot be asked by our number, only by its own</translation>
        </message>
        <message>
            <source>不认我们的单号：重发会再买一次，只能由人核对</source>
            <translation>Knows no number of ours: a repeat buys again, a person must check</translation>
        </message>
        <message>
            <source>不说库存，下单才知道有没有</source>
            <translation>Tells no stock; only an order shows it</translation>
        </message>
        <message>
            <source>不说直充要填什么，程序只能按名字猜</source>
            <translation>Does not say what a top-up needs; it is guessed from the name</translation>
        </message>
        <message>
            <source>不说钱退没退，要到它的网站上看</source>
            <translation>Does not tell refunds; look at its website</translation>
        </message>
        <message>
            <source>会说钱退没退</source>
            <translation>Tells whether money came back</translation>
        </message>
        <message>
            <source>余额和流水由你记，加款、退款、返点都在这里</source>
            <translation>You keep balance and ledger: top-ups, refunds and rebates are here</translation>
        </message>
        <message>
            <source>加款</source>
            <translation>Money added</translation>
        </message>
        <message>
            <source>只按它的文档写，还没对着真的店试过</source>
            <translation>Built from its documents only, not tried on a live shop</translation>
        </message>
        <message>
            <source>对着真的店试过</source>
            <translation>Tried on a live shop</translation>
        </message>
        <message>
            <source>库存只说有没有，没有数</source>
            <translation>Tells in stock or not, no number</translation>
        </message>
        <message>
            <source>手工货源</source>
            <translation>Manual source</translation>
        </message>
        <message>
            <source>手续费</source>
            <translation>Fee</translation>
        </message>
        <message>
            <source>期初</source>
            <translation>Opening</translation>
        </message>
        <message>
            <source>本月采购 ¥{volume}，差 ¥{missing} 到下一档返点</source>
            <translation>¥{volume} bought, ¥{missing} to the next step</translation>
        </message>
        <message>
            <source>本月采购 ¥{volume}，已是最高一档，返点约 ¥{accrued}</source>
            <translation>¥{volume} bought, highest step, rebate ¥{accrued}</translation>
        </message>
        <message>
            <source>每次同步都拉整张货单</source>
            <translation>Every sync reads the whole list</translation>
        </message>
        <message>
            <source>没有接口：由人下单、由人回填，程序什么都不发</source>
            <translation>No interface: a person orders and types it in, nothing is sent</translation>
        </message>
        <message>
            <source>没有查单的办法：没回话的，要人到它的网站上核对</source>
            <translation>Cannot be asked about an order; a lost answer is checked on its site</translation>
        </message>
        <message>
            <source>直充要填什么由它说</source>
            <translation>Says itself what a top-up needs</translation>
        </message>
        <message>
            <source>约够 {n} 小时</source>
            <translation>about {n} hours</translation>
        </message>
        <message>
            <source>能单独问一个商品的进价</source>
            <translation>The cost of one product can be asked alone</translation>
        </message>
        <message>
            <source>能只报变动；现在每次同步仍拉整张货单</source>
            <translation>Could tell changes only; every sync still reads the whole list</translation>
        </message>
        <message>
            <source>能按我们的单号查结果</source>
            <translation>Can be asked by our number</translation>
        </message>
        <message>
            <source>认我们的单号，但没说重发会怎样：程序只查，从不重发</source>
            <translation>Knows our number, says nothing of repeats: we only ask, never resend</translation>
        </message>
        <message>
            <source>认我们的单号，同号重发不会买两次</source>
            <translation>Knows our number: a repeat never buys twice</translation>
        </message>
        <message>
            <source>认我们的单号，同号重发会被挡下，不会买两次</source>
            <translation>Knows our number: a repeat is refused, never bought twice</translation>
        </message>
        <message>
            <source>说得出库存有多少</source>
            <translation>Tells how many are in stock</translation>
        </message>
        <message>
            <source>调整</source>
            <translation>Adjustment</translation>
        </message>
        <message>
            <source>货单导入一次更新一次，进价和库存以货单为准</source>
            <translation>Each imported list replaces costs and stock</translation>
        </message>
        <message>
            <source>返点到账</source>
            <translation>Rebate received</translation>
        </message>
        <message>
            <source>还够 {n} 天</source>
            <translation>{n} days left</translation>
        </message>
        <message>
            <source>还够 {n} 天以上</source>
            <translation>{n} days or more</translation>
        </message>
        <message>
            <source>退款到账</source>
            <translation>Refund received</translation>
        </message>
        <message>
            <source>采购</source>
            <translation>Purchase</translation>
        </message>
        <message>
            <source>重发会再买一次：程序只发一次，从不重发</source>
            <translation>A repeat buys again: we send once, never resend</translation>
        </message>
        <message>
            <source>问一个商品的进价也要拉整张货单</source>
            <translation>The cost of one product needs the whole list</translation>
        </message>
    </context>
    <context>
        <name>WordEdit</name>
        <message>
            <source>对了</source>
            <translation>Right</translation>
        </message>
    </context>
    <context>
        <name>WritingForm</name>
        <message>
            <source>正在记下</source>
            <translation>Saving</translation>
        </message>
    </context>
    <context>
        <name>_DecisionForm</name>
        <message>
            <source>{name} 要把 {number}（{goods}）标成：{button}。</source>
            <translation>{name} wants to mark {number} ({goods}): {button}.</translation>
        </message>
        <message>
            <source>依据（必填）</source>
            <translation>Evidence (required)</translation>
        </message>
        <message>
            <source>写下看到了什么，才能决定</source>
            <translation>Write what you saw to decide</translation>
        </message>
        <message>
            <source>在货源网站上看到了什么</source>
            <translation>What the source's site shows</translation>
        </message>
    </context>
    <context>
        <name>_ReturnRow</name>
        <message>
            <source>卡密没给看过，退了回库存</source>
            <translation>Codes not shown; they go back to stock</translation>
        </message>
        <message>
            <source>卡密给看过，退了也不回库存</source>
            <translation>Codes were shown; they do not go back to stock</translation>
        </message>
        <message>
            <source>已经到账，退了钱货也追不回</source>
            <translation>Arrived; the goods cannot be taken back</translation>
        </message>
        <message>
            <source>已经办好，退了钱货也追不回</source>
            <translation>Done; it cannot be taken back</translation>
        </message>
        <message>
            <source>已经退完</source>
            <translation>All returned</translation>
        </message>
        <message>
            <source>货没买成，退了就不买了</source>
            <translation>Not bought; after a refund it will not be</translation>
        </message>
        <message>
            <source>还没有结果，有结果之前不能退，可能会充两次</source>
            <translation>No result yet. No refund before that: it may be topped up twice</translation>
        </message>
    </context>
    <context>
        <name>after_sales</name>
        <message>
            <source>{time} 由卡台生成</source>
            <translation>Made by Katai {time}</translation>
        </message>
        <message>
            <source>人工核对：已到账</source>
            <translation>Checked by hand: delivered</translation>
        </message>
        <message>
            <source>人工核对：没有办成</source>
            <translation>Checked by hand: not done</translation>
        </message>
        <message>
            <source>付款</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>催了货源：{value}</source>
            <translation>Pressed the source: {value}</translation>
        </message>
        <message>
            <source>充值账号</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>充错账号</source>
            <translation>Wrong account</translation>
        </message>
        <message>
            <source>其他</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>再给看了一次卡密</source>
            <translation>Showed the code again</translation>
        </message>
        <message>
            <source>到账</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>卡密提示已被使用</source>
            <translation>Code already used</translation>
        </message>
        <message>
            <source>咨询</source>
            <translation>Question</translation>
        </message>
        <message>
            <source>咨询没有对应的商品，没有可退可补的。</source>
            <translation>A question is about no goods: nothing to refund or make good.</translation>
        </message>
        <message>
            <source>售后单</source>
            <translation>Ticket</translation>
        </message>
        <message>
            <source>处理中</source>
            <translation>In hand</translation>
        </message>
        <message>
            <source>定了：{value}</source>
            <translation>Decided: {value}</translation>
        </message>
        <message>
            <source>实付</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>少给了</source>
            <translation>Too few</translation>
        </message>
        <message>
            <source>已到账</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已到账，交给顾客了</source>
            <translation>Delivered and handed over</translation>
        </message>
        <message>
            <source>已处理</source>
            <translation>Decided</translation>
        </message>
        <message>
            <source>已结</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>已退款</source>
            <translation>Refunded</translation>
        </message>
        <message>
            <source>待回复</source>
            <translation>To answer</translation>
        </message>
        <message>
            <source>想换一种</source>
            <translation>Wants another</translation>
        </message>
        <message>
            <source>承诺 {value} 分钟内到账，时间过了还没到，自动建了这张单。</source>
            <translation>Promised within {value} minutes and not there: this ticket opened by itself.</translation>
        </message>
        <message>
            <source>换了一张卡，旧卡作废：{value}</source>
            <translation>Exchanged a code, the old one is void: {value}</translation>
        </message>
        <message>
            <source>换货源重新买了</source>
            <translation>Bought anew from another source</translation>
        </message>
        <message>
            <source>排队中，还没提交给货源</source>
            <translation>Queued, not sent to the source yet</translation>
        </message>
        <message>
            <source>提交给货源</source>
            <translation>Sent to the source</translation>
        </message>
        <message>
            <source>本凭证不含卡密</source>
            <translation>There is no code in this proof</translation>
        </message>
        <message>
            <source>没到账</source>
            <translation>Not delivered</translation>
        </message>
        <message>
            <source>没有人动过，货已到账，自动结单。</source>
            <translation>Nobody had begun and the goods came: closed by itself.</translation>
        </message>
        <message>
            <source>没有失败的采购，不用换货源。到了账的换货源就是再买一份。</source>
            <translation>No purchase failed. Another source for what was delivered would be buying it twice.</translation>
        </message>
        <message>
            <source>没有提交，取消了</source>
            <translation>Not sent, cancelled</translation>
        </message>
        <message>
            <source>现在</source>
            <translation>Now</translation>
        </message>
        <message>
            <source>等付款</source>
            <translation>Waiting for payment</translation>
        </message>
        <message>
            <source>等货源</source>
            <translation>At the source</translation>
        </message>
        <message>
            <source>等顾客</source>
            <translation>At the customer</translation>
        </message>
        <message>
            <source>等顾客补材料</source>
            <translation>Waiting for the customer</translation>
        </message>
        <message>
            <source>结单</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>补偿 {value}</source>
            <translation>Made good {value}</translation>
        </message>
        <message>
            <source>订单凭证</source>
            <translation>Proof of order</translation>
        </message>
        <message>
            <source>订单号</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>记下订单</source>
            <translation>Order written down</translation>
        </message>
        <message>
            <source>货源单号</source>
            <translation>Source's number</translation>
        </message>
        <message>
            <source>货源完成</source>
            <translation>Source has done it</translation>
        </message>
        <message>
            <source>货源拒绝</source>
            <translation>Source refused</translation>
        </message>
        <message>
            <source>货源接单，处理中</source>
            <translation>Source took it, in progress</translation>
        </message>
        <message>
            <source>货源撤回</source>
            <translation>Source took it back</translation>
        </message>
        <message>
            <source>货源显示处理中</source>
            <translation>The source says: in progress</translation>
        </message>
        <message>
            <source>货源没回话，不知道办没办，正在查</source>
            <translation>The source did not answer; asking whether it was done</translation>
        </message>
        <message>
            <source>货源没回话，查询中</source>
            <translation>No answer, being asked</translation>
        </message>
        <message>
            <source>货源没回话，等查到结果或店主在“待确认”定下来。现在办可能会充两次。</source>
            <translation>The source did not answer: wait for a result, or for the owner to decide under Unconfirmed. Doing it now may top up twice.</translation>
        </message>
        <message>
            <source>货源没有这单</source>
            <translation>The source has no such order</translation>
        </message>
        <message>
            <source>货源涨价或少给了，没有买成，要定怎么办</source>
            <translation>The source raised its price or gave too few; not bought, to be decided</translation>
        </message>
        <message>
            <source>货源确认没有买成，没有扣款</source>
            <translation>The source confirms: not bought, not charged</translation>
        </message>
        <message>
            <source>货源还在处理，等货源说成功或失败。现在办可能会充两次。</source>
            <translation>The source is at it: wait until it says done or failed. Doing it now may top up twice.</translation>
        </message>
        <message>
            <source>货源退款</source>
            <translation>Source refunded</translation>
        </message>
        <message>
            <source>货源部分完成</source>
            <translation>Source did a part</translation>
        </message>
        <message>
            <source>转人工核对</source>
            <translation>Checked by hand</translation>
        </message>
        <message>
            <source>还没提交给货源，等它提交并有结果。现在办可能会充两次。</source>
            <translation>Not sent to the source yet: wait until it is sent and has a result. Doing it now may top up twice.</translation>
        </message>
        <message>
            <source>这一行已经退完了。</source>
            <translation>All of this line was refunded.</translation>
        </message>
        <message>
            <source>这一行没有交出去的卡密，不用换卡。</source>
            <translation>No code of this line was handed over: nothing to exchange.</translation>
        </message>
        <message>
            <source>这一行没有可以再给看的卡密。</source>
            <translation>This line has no code to show again.</translation>
        </message>
        <message>
            <source>这单还没收到钱，收到以后才有可办的。</source>
            <translation>This sale is not paid yet; until then there is nothing to do.</translation>
        </message>
        <message>
            <source>退款了</source>
            <translation>Refunded</translation>
        </message>
        <message>
            <source>重开</source>
            <translation>Reopened</translation>
        </message>
        <message>
            <source>顾客</source>
            <translation>Customer</translation>
        </message>
        <message>
            <source>麻烦查一下这单：
你们的单号 {upstream}
我的单号 {own}
商品 {goods} ×{quantity}
充值账号 {account}
{time} 下单，到现在没到账，顾客在等，请尽快处理或告诉我结果。</source>
            <translation>Please look into this order:
your number {upstream}
my number {own}
goods {goods} ×{quantity}
account {account}
Ordered {time} and not delivered; the customer is waiting. Please see to it or tell me the result.</translation>
        </message>
        <message>
            <source>（没有给）</source>
            <translation>(none given)</translation>
        </message>
    </context>
    <context>
        <name>broadcast</name>
        <message>
            <source>{label} {day} 前能扫</source>
            <translation>{label} scans until {day}</translation>
        </message>
        <message>
            <source>{shop} 今天的价</source>
            <translation>{shop}: prices of today</translation>
        </message>
        <message>
            <source>{shop} 面交 当面充</source>
            <translation>{shop}: face to face</translation>
        </message>
        <message>
            <source>【上新】{shop} 新到了这些</source>
            <translation>[New] {shop} now has these</translation>
        </message>
        <message>
            <source>【限时】{shop} 这几样现在便宜</source>
            <translation>[Limited] {shop} has these for less now</translation>
        </message>
        <message>
            <source>到 {day} 为止</source>
            <translation>Until {day}</translation>
        </message>
        <message>
            <source>原价 {price}</source>
            <translation>was {price}</translation>
        </message>
        <message>
            <source>好久不见，{shop} 给老朋友留了价</source>
            <translation>Long time no see: {shop} kept a price for old friends</translation>
        </message>
        <message>
            <source>报推荐码 {code}</source>
            <translation>Name the code {code}</translation>
        </message>
        <message>
            <source>推荐码 {code}</source>
            <translation>Code {code}</translation>
        </message>
        <message>
            <source>活动到 {day}</source>
            <translation>Offer until {day}</translation>
        </message>
    </context>
    <context>
        <name>channels</name>
        <message>
            <source>微信</source>
            <translation>WeChat</translation>
        </message>
    </context>
    <context>
        <name>connectors</name>
        <message>
            <source>亿奇达</source>
            <translation>亿奇达 (Yiqida)</translation>
        </message>
        <message>
            <source>卡卡云 v3</source>
            <translation>卡卡云 (Kakayun) v3</translation>
        </message>
        <message>
            <source>卡易信 3.0</source>
            <translation>卡易信 (Kayixin) 3.0</translation>
        </message>
        <message>
            <source>卡速售 2.0</source>
            <translation>卡速售 (Kasushou) 2.0</translation>
        </message>
        <message>
            <source>商家编号</source>
            <translation>Merchant number</translation>
        </message>
        <message>
            <source>商户 ID</source>
            <translation>Merchant ID</translation>
        </message>
        <message>
            <source>商户号 pid</source>
            <translation>Merchant number (pid)</translation>
        </message>
        <message>
            <source>商户密钥</source>
            <translation>Merchant key</translation>
        </message>
        <message>
            <source>商户私钥（RSA）</source>
            <translation>Merchant's private key (RSA)</translation>
        </message>
        <message>
            <source>备注</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>客户编号</source>
            <translation>Customer number</translation>
        </message>
        <message>
            <source>平台公钥（RSA）</source>
            <translation>Platform's public key (RSA)</translation>
        </message>
        <message>
            <source>平台网址</source>
            <translation>Platform address</translation>
        </message>
        <message>
            <source>应用 AppKey</source>
            <translation>AppKey</translation>
        </message>
        <message>
            <source>应用 AppSecret</source>
            <translation>AppSecret</translation>
        </message>
        <message>
            <source>店铺网址</source>
            <translation>Shop address</translation>
        </message>
        <message>
            <source>开通的付款渠道（wxpay alipay qqpay）</source>
            <translation>Channels in use (wxpay alipay qqpay)</translation>
        </message>
        <message>
            <source>异次元发卡 V4（萌次元）</source>
            <translation>acg-faka V4 (MCY)</translation>
        </message>
        <message>
            <source>异次元发卡（SharedStock 插件）</source>
            <translation>异次元发卡 (SharedStock plugin)</translation>
        </message>
        <message>
            <source>异次元发卡（共享店铺）</source>
            <translation>异次元发卡 (shared shop)</translation>
        </message>
        <message>
            <source>彩虹云商城 / 彩虹代刷</source>
            <translation>彩虹云商城 / 彩虹代刷 (Rainbow)</translation>
        </message>
        <message>
            <source>手工货源（没有接口）</source>
            <translation>Source by hand (no interface)</translation>
        </message>
        <message>
            <source>接口 AppID</source>
            <translation>API AppID</translation>
        </message>
        <message>
            <source>接口密钥</source>
            <translation>API key</translation>
        </message>
        <message>
            <source>接口密钥（API Secret）</source>
            <translation>API secret</translation>
        </message>
        <message>
            <source>接口网址</source>
            <translation>API address</translation>
        </message>
        <message>
            <source>接口账号（API Key）</source>
            <translation>API key</translation>
        </message>
        <message>
            <source>易支付（MD5）</source>
            <translation>Epay (MD5)</translation>
        </message>
        <message>
            <source>易支付（RSA）</source>
            <translation>Epay (RSA)</translation>
        </message>
        <message>
            <source>星权益 / 卡商网 / 美虎</source>
            <translation>星权益 / 卡商网 / 美虎 (Xingquanyi)</translation>
        </message>
        <message>
            <source>查询网址</source>
            <translation>Query address</translation>
        </message>
        <message>
            <source>独角数卡新版（dujiao-next）</source>
            <translation>独角数卡 (dujiao-next)</translation>
        </message>
        <message>
            <source>登录密码</source>
            <translation>Login password</translation>
        </message>
        <message>
            <source>登录账号</source>
            <translation>Login name</translation>
        </message>
        <message>
            <source>福禄开放平台</source>
            <translation>福禄 (Fulu) open platform</translation>
        </message>
        <message>
            <source>联系方式或网页</source>
            <translation>Contact or web page</translation>
        </message>
        <message>
            <source>蓝色兄弟</source>
            <translation>蓝色兄弟 (Lansexiongdi)</translation>
        </message>
        <message>
            <source>通知网址（通道要求登记时才改）</source>
            <translation>Notification address (only if the gateway wants it registered)</translation>
        </message>
        <message>
            <source>通道网址</source>
            <translation>Gateway address</translation>
        </message>
    </context>
    <context>
        <name>devices</name>
        <message>
            <source>USB 设备文件</source>
            <translation>USB device file</translation>
        </message>
        <message>
            <source>Windows 打印机</source>
            <translation>Windows printer</translation>
        </message>
        <message>
            <source>串口</source>
            <translation>Serial port</translation>
        </message>
        <message>
            <source>串口打印机</source>
            <translation>Serial printer</translation>
        </message>
        <message>
            <source>打印机名</source>
            <translation>Printer name</translation>
        </message>
        <message>
            <source>打印机地址</source>
            <translation>Printer address</translation>
        </message>
        <message>
            <source>打印队列名</source>
            <translation>Print queue name</translation>
        </message>
        <message>
            <source>文件</source>
            <translation>File</translation>
        </message>
        <message>
            <source>端口</source>
            <translation>Port</translation>
        </message>
        <message>
            <source>系统打印队列</source>
            <translation>System print queue</translation>
        </message>
        <message>
            <source>网络打印机</source>
            <translation>Network printer</translation>
        </message>
        <message>
            <source>设备文件</source>
            <translation>Device file</translation>
        </message>
        <message>
            <source>速率</source>
            <translation>Baud rate</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>--field 要写成 名字=内容：{text}</source>
            <translation>--field must read name=value: {text}</translation>
        </message>
        <message>
            <source>--secret-field 和 --secret-file 要成对</source>
            <translation>--secret-field and --secret-file come in pairs</translation>
        </message>
        <message>
            <source>--staff 要和 --staff-pin-file 一起用</source>
            <translation>--staff needs --staff-pin-file</translation>
        </message>
        <message>
            <source>24 小时内最多取出 {most} 张没卖的卡密，这次没有取出</source>
            <translation>At most {most} unsold secrets may be taken out in 24 hours; none was taken out now</translation>
        </message>
        <message>
            <source>PIN 不对，还能试 {left} 次</source>
            <translation>Wrong PIN, tries left: {left}</translation>
        </message>
        <message>
            <source>PIN 要 6 位数字</source>
            <translation>A PIN has 6 digits</translation>
        </message>
        <message>
            <source>PIN 错太多次，{minutes} 分钟后再试，什么都没有改</source>
            <translation>Too many wrong PINs, try again in {minutes} min. Nothing was changed</translation>
        </message>
        <message>
            <source>QQ 号要 5 到 11 位数字</source>
            <translation>A QQ number has 5 to 11 digits</translation>
        </message>
        <message>
            <source>adopt 要么给 --price，要么给 --product</source>
            <translation>adopt takes either --price or --product</translation>
        </message>
        <message>
            <source>{account} 刚充过 {name}（{number}），这一行没有再充，也没有记账。顾客要再充，到收银台单独卖</source>
            <translation>{account} just got {name} ({number}). This line was neither topped up again nor booked. If the customer wants it again, sell it by itself at the counter</translation>
        </message>
        <message>
            <source>{account} 有接口，由程序下单，不能手工回填</source>
            <translation>{account} has an interface: the program orders there, nothing is typed in</translation>
        </message>
        <message>
            <source>{account} 没有接口，不用同步。货单上次导入：{time}</source>
            <translation>{account} has no interface, nothing to sync. List last imported: {time}</translation>
        </message>
        <message>
            <source>{account} 的可用余额还差 {missing}，{name} 没有下单</source>
            <translation>{account} is {missing} short; {name} was not ordered</translation>
        </message>
        <message>
            <source>{address} 不加密，别人能看到密钥。改用 https，或由店主同意</source>
            <translation>{address} is not encrypted, others can see the key. Use https, or let the owner allow it</translation>
        </message>
        <message>
            <source>{amount} 元已经到账，不能取消。单子照常完成</source>
            <translation>{amount} yuan arrived already, so it cannot be cancelled. The sale completes as usual</translation>
        </message>
        <message>
            <source>{column} {value} 和第 {first_line} 行重复</source>
            <translation>{column} {value} repeats line {first_line}</translation>
        </message>
        <message>
            <source>{column}是空的</source>
            <translation>{column} is empty</translation>
        </message>
        <message>
            <source>{column}：{reason}</source>
            <translation>{column}: {reason}</translation>
        </message>
        <message>
            <source>{count} 行有问题，什么都没有导入</source>
            <translation>Lines with problems: {count}. Nothing was imported</translation>
        </message>
        <message>
            <source>{date} 已经日结，不能再改</source>
            <translation>{date} is closed and cannot change</translation>
        </message>
        <message>
            <source>{date} 没有开过班，不用日结</source>
            <translation>No shift was opened on {date}, nothing to close</translation>
        </message>
        <message>
            <source>{date} 没有这一条，没有改动</source>
            <translation>There is no such item on {date}; nothing was changed</translation>
        </message>
        <message>
            <source>{date} 还没到，最晚可以看 {present}</source>
            <translation>{date} is in the future; the latest to see is {present}</translation>
        </message>
        <message>
            <source>{date} 还没有日结，先结那一天</source>
            <translation>{date} is not closed yet; close it first</translation>
        </message>
        <message>
            <source>{day} 已经过去了，选今天或以后的日子</source>
            <translation>{day} is over; choose today or a later day</translation>
        </message>
        <message>
            <source>{file} 已经存在，恢复词不会写进去。什么都没有建</source>
            <translation>{file} exists already, the recovery words are not written into it. Nothing was made</translation>
        </message>
        <message>
            <source>{folder} 里已经有一个店铺，没有改动。请恢复到另一个文件夹</source>
            <translation>{folder} already holds a shop, nothing was changed. Restore into another folder</translation>
        </message>
        <message>
            <source>{folder} 里已经有一家店，什么都没有改</source>
            <translation>{folder} already holds a shop, nothing was changed</translation>
        </message>
        <message>
            <source>{folder} 里没有店铺数据</source>
            <translation>{folder} holds no shop data</translation>
        </message>
        <message>
            <source>{gift} 要 {needed} 积分，{name} 有 {points}。积分和礼品都没有动</source>
            <translation>{gift} needs {needed} points, {name} has {points}. Nothing was changed</translation>
        </message>
        <message>
            <source>{goods} 不能卖：法律禁止经营这类商品。没有收款</source>
            <translation>{goods} must not be sold: the law forbids this trade. No money was taken</translation>
        </message>
        <message>
            <source>{goods} 是慢充，常被用来洗钱。还没有收款，要店主同意并写原因</source>
            <translation>{goods} is a slow top-up, often used for laundering money. No money was taken yet; the owner must agree with a reason</translation>
        </message>
        <message>
            <source>{label} {day} 就过期了，换一张新的码</source>
            <translation>{label} expired on {day}; use a new code</translation>
        </message>
        <message>
            <source>{label} 比活动先过期（{day}），过期后扫不了</source>
            <translation>{label} expires before the offer ({day}) and cannot be scanned after that</translation>
        </message>
        <message>
            <source>{label} 看不懂：{text}</source>
            <translation>{label} cannot be read: {text}</translation>
        </message>
        <message>
            <source>{label} 要写成 2026-06-18 或 2026-06-18 09:00</source>
            <translation>Write {label} as 2026-06-18 or 2026-06-18 09:00</translation>
        </message>
        <message>
            <source>{label} 要在 {minimum} 到 {maximum} 之间，没有保存</source>
            <translation>{label} must be between {minimum} and {maximum}; nothing was saved</translation>
        </message>
        <message>
            <source>{label} 里没有 {name}</source>
            <translation>{label}: there is no {name}</translation>
        </message>
        <message>
            <source>{name} 不能卖：电话卡、账号、接码、代实名、虚拟币，这个店一律不碰。没有上架</source>
            <translation>{name} cannot be sold: this shop never deals in SIM cards, accounts, code receiving, ID for others or crypto. Not added</translation>
        </message>
        <message>
            <source>{name} 停售了，没有记下</source>
            <translation>{name} is not sold any more. Nothing was taken down</translation>
        </message>
        <message>
            <source>{name} 卖得比面值贵，不要放上海报</source>
            <translation>{name} costs more than its face value; leave it off the poster</translation>
        </message>
        <message>
            <source>{name} 只剩 {left} 件，积分和礼品都没有动</source>
            <translation>Only {left} of {name} left. Nothing was changed</translation>
        </message>
        <message>
            <source>{name} 和这个货源不是同一种货，不能接上</source>
            <translation>{name} and this source are different kinds of goods and cannot be joined</translation>
        </message>
        <message>
            <source>{name} 回了一张空的货单，原来的没有动。到它的网站看看是不是在维护</source>
            <translation>{name} sent an empty list, the old one was kept. See on its site whether it is under maintenance</translation>
        </message>
        <message>
            <source>{name} 多付的是 {most} 元，没有退款</source>
            <translation>{name} overpaid {most}. Nothing was given back</translation>
        </message>
        <message>
            <source>{name} 已经买过，不算新客户，没有记</source>
            <translation>{name} has bought before and is no new customer. Not recorded</translation>
        </message>
        <message>
            <source>{name} 已经退过了，积分没有再动</source>
            <translation>{name} was returned already; points unchanged</translation>
        </message>
        <message>
            <source>{name} 按这个活动价卖就不到底线，活动没有开始</source>
            <translation>At this price {name} would fall below the floor; the campaign did not start</translation>
        </message>
        <message>
            <source>{name} 是这位会员带来的，不能反过来，没有记</source>
            <translation>{name} was brought by this customer; not the other way round. Not recorded</translation>
        </message>
        <message>
            <source>{name} 最多存 {limit} 元（24 小时内的算在一起），现在还能存 {left} 元。没有收款；再多要店主核过身份后同意</source>
            <translation>{name} may hold {limit} (24 hours count together), {left} more now. No money was taken; beyond that the owner must check who it is</translation>
        </message>
        <message>
            <source>{name} 最多存 {limit} 元，现在还能存 {left} 元。没有收款</source>
            <translation>{name} may hold {limit}, {left} more now. No money was taken</translation>
        </message>
        <message>
            <source>{name} 最多还能退 {left} 件</source>
            <translation>Of {name} at most {left} can still be returned</translation>
        </message>
        <message>
            <source>{name} 有 {points} 积分，最多抵 {worth} 元。还没有记成收款，请改金额</source>
            <translation>{name} has {points} points, worth {worth}. No payment recorded; change the amount</translation>
        </message>
        <message>
            <source>{name} 有风险：慢充，或进价远低于面值。写下为什么接受，才能进货</source>
            <translation>{name} carries a risk: slow top-up, or cost far below face value. Write why you accept it before buying</translation>
        </message>
        <message>
            <source>{name} 没有这个权限，什么都没有改</source>
            <translation>{name} may not do this. Nothing was changed</translation>
        </message>
        <message>
            <source>{name} 没留手机号也没有卡号，不能核对。先补上再用，还没有记成收款</source>
            <translation>{name} has no phone or card on record to check. Add one first; no payment recorded</translation>
        </message>
        <message>
            <source>{name} 的价和现在卖的不一样了，重新选一次</source>
            <translation>The price of {name} is another one by now; choose again</translation>
        </message>
        <message>
            <source>{name} 的余额今天已经有了，不用手填，什么都没有记</source>
            <translation>The balance of {name} is already there for today and need not be typed. Nothing was recorded</translation>
        </message>
        <message>
            <source>{name} 的余额由平台说了算，不能手填</source>
            <translation>The balance of {name} is the platform's word and cannot be typed</translation>
        </message>
        <message>
            <source>{name} 的储值只有 {balance} 元。还没有记成收款，请改金额</source>
            <translation>{name} has only {balance} of credit. No payment recorded; change the amount</translation>
        </message>
        <message>
            <source>{name} 的卡密由采购进来，不能当成手工货源</source>
            <translation>Cards of {name} come by purchase: it is no source by hand</translation>
        </message>
        <message>
            <source>{name} 的本金是 {principal} 元，赠送不能退。没有退款</source>
            <translation>{name} has {principal} paid in; a bonus is not refunded. Nothing was given back</translation>
        </message>
        <message>
            <source>{name} 的班还开着，先交班</source>
            <translation>{name}'s shift is still open; hand it over first</translation>
        </message>
        <message>
            <source>{name} 的货单由同步拿，不能导入</source>
            <translation>The goods of {name} are synced and cannot be imported</translation>
        </message>
        <message>
            <source>{name} 能卖 {left} 件，另有 {kept} 件留给接龙，没有卖。要卖就先在接龙里划掉</source>
            <translation>{name}: {left} for sale, {kept} more are kept for group orders. Nothing was sold; cross lines out there first</translation>
        </message>
        <message>
            <source>{name} 要充到一个号，这一行没有写账号</source>
            <translation>{name} goes to an account, and this line names none</translation>
        </message>
        <message>
            <source>{name} 要填“{label}”，卡台里填不了：到货源页换一个货源，或到货源网站下单。没有加进来，单子没动</source>
            <translation>{name} asks for “{label}”, which cannot be filled in here: choose another source on the stock page, or order on the source's site. It was not added; the order is as it was</translation>
        </message>
        <message>
            <source>{name} 还不知道进价。等询价回来，或让店主输 PIN</source>
            <translation>The cost of {name} is not known yet. Wait for the price, or ask for the owner PIN</translation>
        </message>
        <message>
            <source>{name} 还有 {count} 笔可能到账或正在退的款，先不能删</source>
            <translation>{name} still has {count} payments that may arrive or are being paid back, so it cannot be removed yet</translation>
        </message>
        <message>
            <source>{name} 还有 {count} 笔采购没有结果，先不能删</source>
            <translation>{name} still has purchases without a result ({count}) and cannot be deleted</translation>
        </message>
        <message>
            <source>{name} 还欠 {most} 元，没有收款，请改金额</source>
            <translation>{name} owes {most}. No money was taken; change the amount</translation>
        </message>
        <message>
            <source>{name} 还没有填充到哪个号</source>
            <translation>{name} has no account to top up yet</translation>
        </message>
        <message>
            <source>{name} 还没有结果，有结果之前不能退，可能会充两次</source>
            <translation>{name} has no result yet. No refund before that: it may be topped up twice</translation>
        </message>
        <message>
            <source>{name} 还能挂 {left} 元。还没有记成收款，请改金额</source>
            <translation>{name} may owe {left} more. No payment recorded; change the amount</translation>
        </message>
        <message>
            <source>{name} 还要填“{label}”，接龙里没有：到收银台一单一单卖。没有记下</source>
            <translation>{name} also asks for “{label}”, which a group order does not say: sell it one by one at the counter. Nothing was taken down</translation>
        </message>
        <message>
            <source>{number} 现在不用决定，等它自己出结果</source>
            <translation>{number} needs no decision now; wait for its result</translation>
        </message>
        <message>
            <source>{number} 的状态已经变了，看一眼现在怎样再填</source>
            <translation>{number} has changed meanwhile: look at it before typing anything in</translation>
        </message>
        <message>
            <source>{number} 的订单可能还在路上，{minutes} 分钟后再看一次，才能定为没有买成。什么都没有改</source>
            <translation>Order {number} may still be on its way. Look again in {minutes} min before you settle it as not placed. Nothing was changed</translation>
        </message>
        <message>
            <source>{reason}（{text}）</source>
            <translation>{reason} ({text})</translation>
        </message>
        <message>
            <source>{text} 不是日期，要写成 2026-06-18</source>
            <translation>{text} is no date; write 2026-06-18</translation>
        </message>
        <message>
            <source>{text} 不是金额</source>
            <translation>{text} is no amount</translation>
        </message>
        <message>
            <source>{title} 不是这个状态了，没有动。刷新看看</source>
            <translation>{title} is not in that state any more; nothing was changed. Look again</translation>
        </message>
        <message>
            <source>{title} 的结束时间已经过了，没有开始</source>
            <translation>The end of {title} is past; it did not start</translation>
        </message>
        <message>
            <source>{title} 的预算用完了，没有开始</source>
            <translation>The budget of {title} is spent; it did not start</translation>
        </message>
        <message>
            <source>“{label}”不对，货源说：{text}</source>
            <translation>“{label}” is not right. The source says: {text}</translation>
        </message>
        <message>
            <source>“{label}”不是货源要的样子，核对一下</source>
            <translation>“{label}” does not have the form the source wants; check it</translation>
        </message>
        <message>
            <source>“{label}”不能大于 {most}</source>
            <translation>“{label}” must not be more than {most}</translation>
        </message>
        <message>
            <source>“{label}”不能小于 {least}</source>
            <translation>“{label}” must not be less than {least}</translation>
        </message>
        <message>
            <source>“{label}”不能这样填，什么都没有改</source>
            <translation>“{label}” cannot be this. Nothing was changed</translation>
        </message>
        <message>
            <source>“{label}”最多 {longest} 个字</source>
            <translation>“{label}” takes at most {longest} characters</translation>
        </message>
        <message>
            <source>“{label}”要一个数字</source>
            <translation>“{label}” must be a number</translation>
        </message>
        <message>
            <source>“{label}”要一个网址，以 http:// 或 https:// 开头</source>
            <translation>“{label}” must be an address that begins with http:// or https://</translation>
        </message>
        <message>
            <source>“{label}”还没有填</source>
            <translation>“{label}” is not filled in yet</translation>
        </message>
        <message>
            <source>“{label}”里有看不见的字符，重新输一遍</source>
            <translation>“{label}” has invisible characters in it; type it again</translation>
        </message>
        <message>
            <source>“{label}”里没有“{answer}”这一项，重新选</source>
            <translation>“{label}” has no “{answer}”; choose again</translation>
        </message>
        <message>
            <source>“{text}”不是金额</source>
            <translation>“{text}” is no amount</translation>
        </message>
        <message>
            <source>“{word}”是不是数量看不出来，写成 ×{word} 或 {word}个</source>
            <translation>“{word}” may be a quantity or not: write ×{word}</translation>
        </message>
        <message>
            <source>“{word}”看不出哪里是账号、哪里是数量，中间加个空格</source>
            <translation>Where “{word}” stops being an account and becomes a quantity is not clear: put a space between</translation>
        </message>
        <message>
            <source>“{word}”里像有数量，看不准：把数量单独写成 ×2 这样</source>
            <translation>“{word}” seems to hold a quantity, but which is unclear: write the quantity apart, like ×2</translation>
        </message>
        <message>
            <source>一单最多 {maximum} 笔付款</source>
            <translation>A sale takes at most {maximum} payments</translation>
        </message>
        <message>
            <source>一条加密内容打不开：它坏了，或被换过位置（{table} {row}）。没有拿它做任何事</source>
            <translation>An encrypted entry does not open: it is damaged or was moved ({table} {row}). Nothing was done with it</translation>
        </message>
        <message>
            <source>一次做 1 到 {maximum} 张券</source>
            <translation>Make 1 to {maximum} coupons at a time</translation>
        </message>
        <message>
            <source>一次出摊 1 到 {most} 天</source>
            <translation>An event takes 1 to {most} days</translation>
        </message>
        <message>
            <source>一次最多 {maximum} 行，这一行没有读</source>
            <translation>At most {maximum} lines at once. This one was not read</translation>
        </message>
        <message>
            <source>上一个付款码还没有结果，可能正在扣款。等通道说没有扣到（扫完 {seconds} 秒以后）再换码。没有再收一次</source>
            <translation>The last payment code has no result and may be charging now. Wait until the gateway says it was not charged ({seconds} seconds after the scan). Nothing was taken a second time</translation>
        </message>
        <message>
            <source>不能推荐自己，没有记</source>
            <translation>Nobody refers themselves. Not recorded</translation>
        </message>
        <message>
            <source>不认识支付通道 {key}</source>
            <translation>Unknown payment gateway {key}</translation>
        </message>
        <message>
            <source>不认识货源平台 {key}</source>
            <translation>Unknown platform {key}</translation>
        </message>
        <message>
            <source>交易时间“{text}”看不懂</source>
            <translation>The time “{text}” cannot be read</translation>
        </message>
        <message>
            <source>今天已经空开 3 次钱箱，要店主 PIN</source>
            <translation>The drawer was opened 3 times without a sale today; the owner PIN is needed</translation>
        </message>
        <message>
            <source>付款方式没有变</source>
            <translation>The tender is the same</translation>
        </message>
        <message>
            <source>代理 {name} 已经停了，先从单里拿掉。还没有收款</source>
            <translation>Agent {name} was stopped. Take them off the order first. Nothing was taken</translation>
        </message>
        <message>
            <source>代理不能算自己带来的，什么都没有改</source>
            <translation>An agent cannot have brought themselves. Nothing was changed</translation>
        </message>
        <message>
            <source>代理码 {word} 是 {name} 的，换一个。什么都没有存</source>
            <translation>Code {word} is {name}'s, choose another. Nothing was saved</translation>
        </message>
        <message>
            <source>代理码是 2 到 12 个字母、数字或汉字，什么都没有存</source>
            <translation>A code has 2 to 12 letters, digits or Chinese characters. Nothing was saved</translation>
        </message>
        <message>
            <source>件数要是整数、不能是 0，成本不能是负数，什么都没有改</source>
            <translation>Pieces must be a whole number other than 0 and the cost not negative. Nothing was changed</translation>
        </message>
        <message>
            <source>价格刚变了：原来 {old}，现在 {new}。还没有记成收款，请重新确认</source>
            <translation>The price just changed: was {old}, now {new}. Not booked as paid yet, confirm again</translation>
        </message>
        <message>
            <source>会员价要填折扣，或填每件商品的价</source>
            <translation>A member price needs a rate, or a price for each product</translation>
        </message>
        <message>
            <source>低库存和到货分钟不能是负数，也不能太大</source>
            <translation>Low stock and minutes to arrive cannot be negative or too large</translation>
        </message>
        <message>
            <source>佣金比例是毛利的 0.01 到 100，如 30。什么都没有存</source>
            <translation>The share is 0.01 to 100 per cent of the margin, such as 30. Nothing was saved</translation>
        </message>
        <message>
            <source>储值、积分、挂账的付款不能改成别的，账没有动。要改就退了重开</source>
            <translation>Payments by credit, points or on account cannot be changed. Refund and sell again; nothing was changed</translation>
        </message>
        <message>
            <source>储值、积分和挂账要先选会员，还没有记成收款</source>
            <translation>Credit, points and accounts need a customer first. No payment recorded</translation>
        </message>
        <message>
            <source>储值没有启用，或者顾客不是会员，不能补成储值。什么都没有记</source>
            <translation>Stored value is off, or the customer is no member; nothing was booked</translation>
        </message>
        <message>
            <source>储值没有启用，还没有收款。店主可以在设置里打开</source>
            <translation>Store credit is off; no money was taken. The owner can switch it on in the settings</translation>
        </message>
        <message>
            <source>充值要填的项最多 5 个，每个最多 20 个字，用顿号分开</source>
            <translation>At most 5 fields to fill in, each at most 20 characters, separated by commas</translation>
        </message>
        <message>
            <source>先点完现金、抄完收款码，再看差额</source>
            <translation>Count the cash and copy the shop codes before seeing the difference</translation>
        </message>
        <message>
            <source>先问 {name} 的手机尾号或会员卡号，还没有记成收款</source>
            <translation>Ask {name} for the phone tail or card number first. No payment recorded</translation>
        </message>
        <message>
            <source>写一句要问什么，还没有记</source>
            <translation>Say what you want to ask; nothing was saved yet</translation>
        </message>
        <message>
            <source>写一句话，最多 {most} 个字，什么都没有记</source>
            <translation>Write a sentence of at most {most} characters; nothing was noted</translation>
        </message>
        <message>
            <source>写上代理的名字，什么都没有存</source>
            <translation>Type the agent's name. Nothing was saved</translation>
        </message>
        <message>
            <source>写下为什么同意亏着卖。还没有记下</source>
            <translation>Write why you allow the loss. Nothing was saved yet</translation>
        </message>
        <message>
            <source>写下看到了什么，才能决定</source>
            <translation>Write what you saw to decide</translation>
        </message>
        <message>
            <source>写了两个数量，不知道是哪一个</source>
            <translation>There are two quantities, and it is not clear which one counts</translation>
        </message>
        <message>
            <source>写明多少钱</source>
            <translation>Enter the amount</translation>
        </message>
        <message>
            <source>写明这笔钱是什么，最多 {maximum} 个字，还没有记</source>
            <translation>Say what this money is, at most {maximum} characters; nothing was saved yet</translation>
        </message>
        <message>
            <source>写明这笔钱是做什么的，还没有记</source>
            <translation>Say what this money is for. Not recorded yet</translation>
        </message>
        <message>
            <source>写清每件最多亏多少，要大于 0</source>
            <translation>Say the largest loss per piece, above 0</translation>
        </message>
        <message>
            <source>减的比满的还多，改小一点</source>
            <translation>It takes off more than has to be spent; make it less</translation>
        </message>
        <message>
            <source>分出了 {count} 段，只要卡号、密码、有效期</source>
            <translation>Split into {count} parts; only card no., code and expiry are wanted</translation>
        </message>
        <message>
            <source>列太多，最多 {maximum} 列</source>
            <translation>Too many columns, at most {maximum}</translation>
        </message>
        <message>
            <source>刚刚有人给这张单补偿过，加起来超过了限额。看一看再给，没有多给</source>
            <translation>Somebody has just given something for this ticket; together it is above the limit. Look again; nothing more was given</translation>
        </message>
        <message>
            <source>到账时间要在卖出之后、现在之前</source>
            <translation>The arrival must be after the sale and before now</translation>
        </message>
        <message>
            <source>券 {coupon} 作废了：送它的那一单退了款或作废了</source>
            <translation>Coupon {coupon} is void: the order that gave it was refunded or voided</translation>
        </message>
        <message>
            <source>券 {coupon} 已经用过了，这一单没有减</source>
            <translation>Coupon {coupon} was used before; nothing was taken off this order</translation>
        </message>
        <message>
            <source>券 {coupon} 过期了</source>
            <translation>Coupon {coupon} has expired</translation>
        </message>
        <message>
            <source>升级前的副本没有做成，数据没有改动。请看磁盘是否还有空间，再打开一次</source>
            <translation>The copy before the upgrade was not made, no data was changed. See whether the disk has room and open again</translation>
        </message>
        <message>
            <source>卡密里有打印机印不出的字，请让顾客看屏幕或扫码</source>
            <translation>The code has characters the printer cannot print. Let the customer read the screen or scan</translation>
        </message>
        <message>
            <source>口令不对，店铺没有打开，没有改动任何东西</source>
            <translation>Wrong passphrase, the shop did not open. Nothing was changed</translation>
        </message>
        <message>
            <source>口令至少 {count} 个字符</source>
            <translation>A passphrase has at least {count} characters</translation>
        </message>
        <message>
            <source>只有 {points} 积分，不能减这么多</source>
            <translation>Only {points} points there; cannot take that many</translation>
        </message>
        <message>
            <source>只有优惠券活动能做券</source>
            <translation>Only a coupon campaign makes coupons</translation>
        </message>
        <message>
            <source>只有卡密能先买进来存着</source>
            <translation>Only codes can be bought into stock</translation>
        </message>
        <message>
            <source>只能作废本班里卡密没看过、没向货源下单的单。请走退款</source>
            <translation>Only sales of this shift with codes unseen and nothing ordered can be voided. Use a refund</translation>
        </message>
        <message>
            <source>只能改本班收的款，这一笔没有动</source>
            <translation>Only payments of this shift can change. This one was left alone</translation>
        </message>
        <message>
            <source>只能改退成钱的方式：储值、积分、挂账付的会自己退回去</source>
            <translation>Only money can go back another way: credit, points and accounts go back by themselves</translation>
        </message>
        <message>
            <source>只能给本班没有会员的销售单补登会员</source>
            <translation>Only sales of this shift without a customer can get one</translation>
        </message>
        <message>
            <source>只认中国大陆的手机号，没有保存。国外的号写在备注里，另留微信或 QQ</source>
            <translation>Only mainland China mobiles; not saved. Put a foreign number in the note and keep WeChat or QQ</translation>
        </message>
        <message>
            <source>只认得微信和支付宝的账单，什么都没导入</source>
            <translation>Only bills of WeChat and Alipay are known; nothing was imported</translation>
        </message>
        <message>
            <source>合规规则来自更新的版本，这一版读不懂，没有用它</source>
            <translation>The compliance rules come from a newer version that this one cannot read; they are not used</translation>
        </message>
        <message>
            <source>合规规则读不懂（{reason}），没有用它</source>
            <translation>The compliance rules cannot be read ({reason}); they are not used</translation>
        </message>
        <message>
            <source>同一个顾客或账号 24 小时内第 {sales} 单大额。还没有收款，要店主同意并写原因</source>
            <translation>Large sale no. {sales} to the same customer or account within 24 hours. No money was taken yet; the owner must agree with a reason</translation>
        </message>
        <message>
            <source>同步时程序出错，已经记进日志。什么都没有买</source>
            <translation>The program failed while syncing, see the log. Nothing was bought</translation>
        </message>
        <message>
            <source>名字要有 1 到 {maximum} 个字，什么都没有改</source>
            <translation>A name has 1 to {maximum} characters. Nothing was changed</translation>
        </message>
        <message>
            <source>名称要 1 到 {maximum} 个字</source>
            <translation>A name has 1 to {maximum} characters</translation>
        </message>
        <message>
            <source>命令写得不对：{message}</source>
            <translation>The command is wrong: {message}</translation>
        </message>
        <message>
            <source>和第 {first_line} 行是同一个</source>
            <translation>Same as line {first_line}</translation>
        </message>
        <message>
            <source>和账上差 {difference}，要写原因</source>
            <translation>It differs from the books by {difference}: a reason is needed</translation>
        </message>
        <message>
            <source>图片打印要开着窗口。这一单已经记好，可以补打</source>
            <translation>Picture printing needs the open window. The sale is recorded and can be reprinted</translation>
        </message>
        <message>
            <source>图片超过 2 MB，截小一点再放</source>
            <translation>The picture is over 2 MB; crop it first</translation>
        </message>
        <message>
            <source>图里有几个二维码，请只留一个</source>
            <translation>The picture has several QR codes; leave just one</translation>
        </message>
        <message>
            <source>图里没有认出二维码，换一张清楚的</source>
            <translation>No QR code found in the picture; use a clearer one</translation>
        </message>
        <message>
            <source>在库只有 {left} 张，一张都没取出</source>
            <translation>Only {left} in stock; none was taken out</translation>
        </message>
        <message>
            <source>备份文件 {name} 打不开，没有改动任何东西</source>
            <translation>Backup {name} does not open. Nothing was changed</translation>
        </message>
        <message>
            <source>备份没有做成：磁盘满了或写不进去。店铺数据没有改动，上一份备份还在</source>
            <translation>The backup was not made: the disk is full or cannot be written. Shop data is unchanged, the last backup is still there</translation>
        </message>
        <message>
            <source>太长，最多 {maximum} 个字</source>
            <translation>Too long, at most {maximum} characters</translation>
        </message>
        <message>
            <source>套餐要有优惠：填减多少、选赠品或写攻略</source>
            <translation>A bundle needs something off, a gift or a guide</translation>
        </message>
        <message>
            <source>姓名要 1 到 {maximum} 个字</source>
            <translation>A name has 1 to {maximum} characters</translation>
        </message>
        <message>
            <source>导入卡密要写 --product</source>
            <translation>Importing codes needs --product</translation>
        </message>
        <message>
            <source>导入账单要写 --tender</source>
            <translation>Importing a bill needs --tender</translation>
        </message>
        <message>
            <source>导入货单要写 --account</source>
            <translation>Importing a price list needs --account</translation>
        </message>
        <message>
            <source>尾号或卡号和 {name} 的对不上，还没有记成收款</source>
            <translation>Tail or card number does not match {name}. No payment recorded</translation>
        </message>
        <message>
            <source>尾号是账单单号的后 4 位数字</source>
            <translation>The last four are the last 4 digits of the bill number</translation>
        </message>
        <message>
            <source>已经有人叫 {name}</source>
            <translation>There is already somebody called {name}</translation>
        </message>
        <message>
            <source>已经有分类“{name}”了</source>
            <translation>There is already a category “{name}”</translation>
        </message>
        <message>
            <source>已经有叫 {name} 的货源账号</source>
            <translation>There is already a source account called {name}</translation>
        </message>
        <message>
            <source>已经有礼品“{name}”了</source>
            <translation>There is a gift “{name}” already</translation>
        </message>
        <message>
            <source>平台不认这个账号，说：{text}。核对商户号和密钥，重新填写。什么都没有买</source>
            <translation>The platform does not accept this account and says: {text}. Check merchant number and key and fill them in again. Nothing was bought</translation>
        </message>
        <message>
            <source>平台停用了这个账号，说：{text}。先用别的货源，再找平台客服。什么都没有买</source>
            <translation>The platform disabled this account and says: {text}. Use another source, then contact the platform. Nothing was bought</translation>
        </message>
        <message>
            <source>平台只认登记过的网络地址，说：{text}。到平台后台把这台电脑的外网地址加进白名单再试。什么都没有买</source>
            <translation>The platform accepts listed addresses only and says: {text}. Add this computer's public address to its white list and try again. Nothing was bought</translation>
        </message>
        <message>
            <source>平台只认登记过的网络地址，这台电脑的是 {address}。到平台后台加进白名单再试。什么都没有买</source>
            <translation>The platform accepts listed addresses only; this computer's is {address}. Add it to the white list and try again. Nothing was bought</translation>
        </message>
        <message>
            <source>平台没有给出能用的回答（{reason}）。什么都没有买，稍后再试</source>
            <translation>The platform gave no usable answer ({reason}). Nothing was bought, try later</translation>
        </message>
        <message>
            <source>平台说时间不对：{text}。把这台电脑的时间校准再试。什么都没有买</source>
            <translation>The platform says the time is wrong: {text}. Set this computer's clock right and try again. Nothing was bought</translation>
        </message>
        <message>
            <source>平台说：{text}。什么都没有买</source>
            <translation>The platform says: {text}. Nothing was bought</translation>
        </message>
        <message>
            <source>广告法不许说“{words}”，换个说法再存</source>
            <translation>The advertising law forbids “{words}”; say it another way before saving</translation>
        </message>
        <message>
            <source>库存“{text}”要是整数，不知道就空着</source>
            <translation>Stock “{text}” must be a whole number; leave it empty if unknown</translation>
        </message>
        <message>
            <source>库存不足：{name} 剩 {left} 件</source>
            <translation>Not enough stock: {name} has {left} left</translation>
        </message>
        <message>
            <source>店建好了，但恢复词写不进文件，已经印在上面一行，请马上抄下来</source>
            <translation>The shop was made, but the recovery phrase could not be written to the file. It stands in the line above: copy it now</translation>
        </message>
        <message>
            <source>店要有名字。什么都没有建</source>
            <translation>The shop needs a name. Nothing was made</translation>
        </message>
        <message>
            <source>店里已经有人了</source>
            <translation>The shop already has people</translation>
        </message>
        <message>
            <source>店里没有 {title} 了，没有换。先买一张进库，到了再换</source>
            <translation>No {title} is in stock, nothing was exchanged. Buy one first, exchange when it is here</translation>
        </message>
        <message>
            <source>店铺没有恢复短语，也没有口令：备份在别的机器上打不开，没有做</source>
            <translation>The shop has neither recovery words nor a passphrase: a backup could not be opened elsewhere, so none was made</translation>
        </message>
        <message>
            <source>店铺没有解锁就关了，这一步没有做，什么都没有改</source>
            <translation>The shop was closed before it was unlocked; this step was not done, and nothing was changed</translation>
        </message>
        <message>
            <source>店铺锁着：这台机器的钥匙串里没有钥匙。请用口令（--passphrase-file）或恢复短语打开</source>
            <translation>The shop is locked: this machine's keyring has no key. Open it with the passphrase (--passphrase-file) or the recovery words</translation>
        </message>
        <message>
            <source>张数要是 0 或更大的整数，还没有记</source>
            <translation>A count is a whole number from 0. Not recorded yet</translation>
        </message>
        <message>
            <source>待付款的单不能带储值、积分或挂账：先去掉那一笔，钱到了再用。什么都没有扣</source>
            <translation>An unpaid order takes no credit, points or account: remove that part until the money is in. Nothing was taken</translation>
        </message>
        <message>
            <source>恢复没有做成：磁盘满了或写不进去。原来的数据没有改动，备份还在</source>
            <translation>Nothing was restored: the disk is full or cannot be written. The old data is unchanged, the backup is still there</translation>
        </message>
        <message>
            <source>恢复短语不对：要 12 个字（词），请看顺序和错字。没有改动任何东西</source>
            <translation>Wrong recovery words: 12 are needed, check their order and spelling. Nothing was changed</translation>
        </message>
        <message>
            <source>恢复词写不进 {file}，换一个地方。什么都没有建</source>
            <translation>The recovery phrase cannot be written to {file}; choose another place. Nothing was made</translation>
        </message>
        <message>
            <source>手机号要 11 位，以 1 开头</source>
            <translation>A phone number has 11 digits and starts with 1</translation>
        </message>
        <message>
            <source>手续费要比加款少：付了 {amount}，手续费 {fee}</source>
            <translation>The fee must be less than the top-up: paid {amount}, fee {fee}</translation>
        </message>
        <message>
            <source>打不开文件 {name}</source>
            <translation>Cannot open file {name}</translation>
        </message>
        <message>
            <source>打印机没有回应（{reason}）。这一单已经记好，可以补打</source>
            <translation>The printer does not answer ({reason}). The sale is recorded and can be reprinted</translation>
        </message>
        <message>
            <source>打印机没有回应，看看电源和纸。这一单已经记好，可以补打</source>
            <translation>The printer does not answer, see its power and paper. The sale is recorded and can be reprinted</translation>
        </message>
        <message>
            <source>打印机没有设好：{field}。这一单已经记好，可以补打</source>
            <translation>The printer is not set up: {field}. The sale is recorded and can be reprinted</translation>
        </message>
        <message>
            <source>打开这份备份要店主的恢复短语或口令，没有改动任何东西</source>
            <translation>This backup needs the owner's recovery words or passphrase. Nothing was changed</translation>
        </message>
        <message>
            <source>把拿到的卡密粘贴进来，一行一张</source>
            <translation>Paste the card secrets you got, one a line</translation>
        </message>
        <message>
            <source>折扣要在 0 到 100 之间，金额不能是负数</source>
            <translation>A discount is 0 to 100, an amount is not negative</translation>
        </message>
        <message>
            <source>接龙只收收款码和现金</source>
            <translation>Group orders are paid by collection code or cash</translation>
        </message>
        <message>
            <source>支付通道没有给出能用的回答（{reason}）。没有收钱也没有退钱，稍后再试</source>
            <translation>The payment gateway gave no usable answer ({reason}). No money was taken or paid back, try again later</translation>
        </message>
        <message>
            <source>支付通道说：{text}。没有收钱也没有退钱</source>
            <translation>The payment gateway says: {text}. No money was taken or paid back</translation>
        </message>
        <message>
            <source>收摊要比出摊晚</source>
            <translation>Closing must be later than opening</translation>
        </message>
        <message>
            <source>收款码要有名字和图片，图片不超过 2 MB，还没有保存</source>
            <translation>A shop code needs a name and a picture of at most 2 MB. Not saved yet</translation>
        </message>
        <message>
            <source>收的比应收多，已经收的没有变，请改金额</source>
            <translation>More than is due. What was received is unchanged, edit the amount</translation>
        </message>
        <message>
            <source>数据或账本没有通过检查，没有做备份。请先运行检查，看坏在哪里</source>
            <translation>The data or the ledger did not pass the check, no backup was made. Run the check first to see what is damaged</translation>
        </message>
        <message>
            <source>数据文件坏了，这一笔没有记下，没有再写任何东西。请从备份恢复</source>
            <translation>The data file is damaged. This was not recorded and nothing more is written. Restore from a backup</translation>
        </message>
        <message>
            <source>数据文件夹 {folder} 不能写入，没有打开店铺</source>
            <translation>Data folder {folder} cannot be written, the shop did not open</translation>
        </message>
        <message>
            <source>数据文件夹不能写入，这一笔没有记下，钱和货都没有动</source>
            <translation>The data folder cannot be written. This was not recorded; money and goods did not move</translation>
        </message>
        <message>
            <source>数据文件夹在网络盘上（{folder}），断网会坏账。请放到本机的磁盘上</source>
            <translation>The data folder is on a network drive ({folder}); a lost connection would damage the books. Put it on a local disk</translation>
        </message>
        <message>
            <source>数据文件打不开，没有改动任何东西。请检查文件夹的权限</source>
            <translation>The data file does not open. Nothing was changed. Check the folder's permissions</translation>
        </message>
        <message>
            <source>数据文件是空的，店铺的记录不见了。没有写任何东西，请从备份恢复</source>
            <translation>The data file is empty and the shop's records are gone. Nothing was written; restore from a backup</translation>
        </message>
        <message>
            <source>数据正被另一个程序占用，这一笔没有记下，钱和货都没有动。请稍后再做一次</source>
            <translation>Another program holds the data. This was not recorded; money and goods did not move. Do it again later</translation>
        </message>
        <message>
            <source>数量要在 1 到 {maximum} 之间</source>
            <translation>A quantity is 1 to {maximum}</translation>
        </message>
        <message>
            <source>文件 {name} 没写成：{reason}。{count} 张卡密一张没丢，但已经记成给看过；没交到顾客手里的还在待交付。现在换个位置再存不用再批，关掉以后再看要店主 PIN</source>
            <translation>{name} could not be written: {reason}. None of the {count} codes is lost, but they are recorded as shown; those not in the customer's hands are still to hand over. Saving to another place now needs no new consent; after closing, seeing them again needs the owner's PIN</translation>
        </message>
        <message>
            <source>文件 {name} 没写成：{reason}。原来的文件没有动</source>
            <translation>File {name} was not written: {reason}. The old file is unchanged</translation>
        </message>
        <message>
            <source>文件 {size} MB，最多 {maximum} MB，什么都没读</source>
            <translation>The file has {size} MB, at most {maximum} MB. Nothing was read</translation>
        </message>
        <message>
            <source>文件不是 {encoding} 编码，什么都没导入</source>
            <translation>The file is not {encoding}. Nothing was imported</translation>
        </message>
        <message>
            <source>文件名要以 .csv 或 .xlsx 结尾</source>
            <translation>The file name must end in .csv or .xlsx</translation>
        </message>
        <message>
            <source>文件名要以 .xlsx 结尾</source>
            <translation>The file name must end in .xlsx</translation>
        </message>
        <message>
            <source>文件是空的</source>
            <translation>The file is empty</translation>
        </message>
        <message>
            <source>文字太长或是空的，做不成二维码</source>
            <translation>The text is too long or empty for a QR code</translation>
        </message>
        <message>
            <source>日期看不懂，请写成 2026-06-18，不过期的写“永久”</source>
            <translation>This is not a date. Write it as 2026-06-18, or “never” if it does not expire</translation>
        </message>
        <message>
            <source>易支付的款由通道证明，不能改成别的，也不能把别的改成它。账没有动</source>
            <translation>Epay money is proved by the gateway: it cannot be changed into anything else, nor anything else into it. Nothing was changed</translation>
        </message>
        <message>
            <source>易支付的钱由通道确认，不能手点到账。还没有记成收款，先查结果</source>
            <translation>Epay money is confirmed by the gateway, not by hand. Nothing was booked, ask for the result first</translation>
        </message>
        <message>
            <source>最多 {most} 个标签，每个最多 {long} 个字，什么都没有改</source>
            <translation>At most {most} tags of {long} characters. Nothing was changed</translation>
        </message>
        <message>
            <source>月交易额 {volume} 这一档，返点要比前一档高，交易额也不能一样</source>
            <translation>The step from {volume} needs a higher rebate than the one before, and another volume</translation>
        </message>
        <message>
            <source>月交易额不能是负数</source>
            <translation>A monthly volume cannot be negative</translation>
        </message>
        <message>
            <source>有 16 位以上的数字，表格软件只留 15 位，请把这一列设成文本重填</source>
            <translation>A number of 16 digits or more: spreadsheets keep only 15. Set the column to text and fill it again</translation>
        </message>
        <message>
            <source>有 {count} 张不在库里，一张都没作废</source>
            <translation>Not in stock: {count}. None were voided</translation>
        </message>
        <message>
            <source>有 {n} 行收了钱还没出货，没有结束：先出货，或退钱划掉</source>
            <translation>The money of {n} lines is in and their goods are not out, so it was not ended: sell them, or give the money back and cross them out</translation>
        </message>
        <message>
            <source>有一格的公式算不出来，显示的是错误</source>
            <translation>A cell's formula fails and shows an error</translation>
        </message>
        <message>
            <source>有两个账号，不知道是哪一个，分成两行写</source>
            <translation>There are two accounts, and it is not clear which one: write two lines</translation>
        </message>
        <message>
            <source>有现金才能抹零</source>
            <translation>Rounding down needs cash</translation>
        </message>
        <message>
            <source>条码 {barcode} 已经是 {owner} 的</source>
            <translation>Barcode {barcode} belongs to {owner} already</translation>
        </message>
        <message>
            <source>校园代理没有打开，去设置里打开</source>
            <translation>Campus agents are off. Switch them on in the settings</translation>
        </message>
        <message>
            <source>核对没有通过：{count} 处不对</source>
            <translation>The check failed, problems: {count}</translation>
        </message>
        <message>
            <source>比第一行多出几格，可能少了引号或错了列</source>
            <translation>More cells than the first line; a quote may be missing or a column wrong</translation>
        </message>
        <message>
            <source>没有 {key} 这个设置</source>
            <translation>There is no setting {key}</translation>
        </message>
        <message>
            <source>没有一行能用，没有记下</source>
            <translation>No line can be used. Nothing was taken down</translation>
        </message>
        <message>
            <source>没有交易单号</source>
            <translation>No bill number</translation>
        </message>
        <message>
            <source>没有代理码 {word}，什么都没有变</source>
            <translation>There is no agent code {word}. Nothing changed</translation>
        </message>
        <message>
            <source>没有叫 {name} 的人</source>
            <translation>Nobody is called {name}</translation>
        </message>
        <message>
            <source>没有叫 {name} 的账号</source>
            <translation>No account is called {name}</translation>
        </message>
        <message>
            <source>没有名字也没有账号</source>
            <translation>There is neither a name nor an account</translation>
        </message>
        <message>
            <source>没有手机号 {phone} 的会员，什么都没有存</source>
            <translation>No customer has the phone {phone}. Nothing was saved</translation>
        </message>
        <message>
            <source>没有打印机</source>
            <translation>No printer</translation>
        </message>
        <message>
            <source>没有毛病 {text}，可以是 {profiles}，后面可加 :0.5 这样的比例</source>
            <translation>There is no fault {text}; it may be {profiles}, with a share such as :0.5 behind it</translation>
        </message>
        <message>
            <source>没有编码是 {product} 的商品</source>
            <translation>No product has code no. {product}</translation>
        </message>
        <message>
            <source>没有编码是 {typed} 的商品，什么都没导入</source>
            <translation>No product has code no. {typed}. Nothing was imported</translation>
        </message>
        <message>
            <source>没有能用的货源。什么都没有买</source>
            <translation>No source can be used. Nothing was bought</translation>
        </message>
        <message>
            <source>没有这个商品，什么都没导入</source>
            <translation>No such product. Nothing was imported</translation>
        </message>
        <message>
            <source>没有这个收款码</source>
            <translation>No such shop code</translation>
        </message>
        <message>
            <source>没有这个货源账号</source>
            <translation>No such source account</translation>
        </message>
        <message>
            <source>没有这张券：{coupon}</source>
            <translation>There is no coupon {coupon}</translation>
        </message>
        <message>
            <source>没有这张售后单，什么都没有记</source>
            <translation>There is no such ticket; nothing was noted</translation>
        </message>
        <message>
            <source>没有这条账单，没有改动</source>
            <translation>There is no such bill row; nothing was changed</translation>
        </message>
        <message>
            <source>没有这种活动，没有保存</source>
            <translation>There is no such kind of campaign; nothing was saved</translation>
        </message>
        <message>
            <source>没有这笔采购</source>
            <translation>No such purchase</translation>
        </message>
        <message>
            <source>活动 {day} 就结束了，海报没有用了</source>
            <translation>The offer ended on {day}; the poster is of no use any more</translation>
        </message>
        <message>
            <source>活动刚变了：现在充值送 {given} 元，不是 {said} 元。没有收款，请重新确认</source>
            <translation>The campaign has just changed: a top-up now gives {given}, not {said}. No money was taken; confirm again</translation>
        </message>
        <message>
            <source>活动名要 1 到 {maximum} 个字</source>
            <translation>The name of a campaign has 1 to {maximum} characters</translation>
        </message>
        <message>
            <source>海报上没有二维码，看的人找不到你</source>
            <translation>There is no code on the poster; nobody can find you</translation>
        </message>
        <message>
            <source>满 {limit} 元要填尾号，还没有记成收款</source>
            <translation>From ¥{limit} the last four are needed. Not booked as paid yet</translation>
        </message>
        <message>
            <source>生日写成月和日，例如 6-18，什么都没有改</source>
            <translation>Write the birthday as month and day, such as 6-18. Nothing was changed</translation>
        </message>
        <message>
            <source>留底不能是负数</source>
            <translation>A reserve cannot be negative</translation>
        </message>
        <message>
            <source>看不出文件是什么编码，请选一种，什么都还没导入</source>
            <translation>The file's encoding is unclear, choose one. Nothing was imported yet</translation>
        </message>
        <message>
            <source>码要有名字（最多 {most} 个字），图里要认得出二维码</source>
            <translation>A code needs a name (at most {most} characters) and a picture with a readable code</translation>
        </message>
        <message>
            <source>磁盘只剩 {free} MB，货源的回话可能存不下，先不从货源买。没有收款，也没有下单；本地卡密照卖，腾出空间再来</source>
            <translation>Only {free} MB of disk left: a source's answer might not fit, so nothing is bought from sources now. No money was taken and nothing was ordered; local cards still sell. Make room, then try again</translation>
        </message>
        <message>
            <source>磁盘没有确认这一笔。先不要再收钱或交货，重开卡台，看这一笔在不在</source>
            <translation>The disk did not confirm this. Take no money and hand over nothing; restart Katai and see whether it is there</translation>
        </message>
        <message>
            <source>磁盘满了，这一笔没有记下，钱和货都没有动。留着应急的 20 MB 已经放出来：再做一次就能记下，然后马上腾出空间</source>
            <translation>The disk is full: this was not recorded, neither money nor goods moved. The 20 MB kept for this were given up: do it once more and it will be recorded, then make room at once</translation>
        </message>
        <message>
            <source>磁盘满了，这一笔没有记下，钱和货都没有动。请腾出空间再做一次</source>
            <translation>The disk is full. This was not recorded; money and goods did not move. Make room and do it again</translation>
        </message>
        <message>
            <source>磁盘读写出错，这一笔没有记下，钱和货都没有动。请先备份，再检查磁盘</source>
            <translation>The disk failed. This was not recorded; money and goods did not move. Back up, then check the disk</translation>
        </message>
        <message>
            <source>礼品名要 1 到 {maximum} 个字</source>
            <translation>A gift's name has 1 to {maximum} characters</translation>
        </message>
        <message>
            <source>礼品要的积分是 1 到 {maximum}，什么都没有改</source>
            <translation>A gift needs 1 to {maximum} points. Nothing was changed</translation>
        </message>
        <message>
            <source>离线中，{name} 的进价是 {hours} 小时前的，超过 {limit} 小时不能先答应。还没有记成收款，联网后再卖</source>
            <translation>Offline: the cost of {name} is {hours} hours old, and beyond {limit} hours it cannot be promised. No payment was recorded; sell it once back online</translation>
        </message>
        <message>
            <source>离线中，{name} 还不知道进价，不能先答应。还没有记成收款，联网后再卖</source>
            <translation>Offline: the cost of {name} is not known, so it cannot be promised. No payment was recorded; sell it once back online</translation>
        </message>
        <message>
            <source>离线中，还不知道货源余额够不够买 {name}，不能先答应。还没有记成收款，联网后再卖</source>
            <translation>Offline: whether the source's balance covers {name} is not known, so it cannot be promised. No payment was recorded; sell it once back online</translation>
        </message>
        <message>
            <source>离线中，这种付款查不到结果，还没有记成收款。换现金或店里的收款码</source>
            <translation>Offline: this payment cannot be checked, and none was recorded. Use cash or a shop code</translation>
        </message>
        <message>
            <source>积分“{text}”要是整数，不能是负数</source>
            <translation>Points “{text}” must be a whole number, not negative</translation>
        </message>
        <message>
            <source>积分倍率要在 0 到 {maximum}% 之间，什么都没有改</source>
            <translation>The points rate is 0 to {maximum}%. Nothing was changed</translation>
        </message>
        <message>
            <source>积分要是整数，不能是 0，也不能太大</source>
            <translation>Points are a whole number, not 0 and not too large</translation>
        </message>
        <message>
            <source>程序出了错，这一步没有做完；已经记下的都在，可以再做一次</source>
            <translation>The program made a mistake and did not finish this step; what was recorded is all there, and you may do it again</translation>
        </message>
        <message>
            <source>程序自己出了错，这条命令没有做完；已经记下的都在。上面几行没有机密，可以发给帮忙的人</source>
            <translation>The program failed and the command was not finished; what was recorded is kept. The lines above hold no secrets and can be sent to whoever helps</translation>
        </message>
        <message>
            <source>空单不用挂</source>
            <translation>An empty order cannot be held</translation>
        </message>
        <message>
            <source>第 {line} 行有一格太长，多半是少了一个引号，什么都没导入</source>
            <translation>A cell in line {line} does not end; most likely a quote is missing. Nothing was imported</translation>
        </message>
        <message>
            <source>第 {line} 行有看不见的字符，这不是正常的文本文件</source>
            <translation>Line {line} has invisible characters; this is no ordinary text file</translation>
        </message>
        <message>
            <source>第 {line} 行的引号没有配对，后面的行读不出来，什么都没导入</source>
            <translation>The quotes of line {line} do not pair, the lines after it cannot be read. Nothing was imported</translation>
        </message>
        <message>
            <source>第 {position} 列</source>
            <translation>column {position}</translation>
        </message>
        <message>
            <source>第一行里没有这几列：{names}，什么都没导入</source>
            <translation>The first line lacks the columns {names}. Nothing was imported</translation>
        </message>
        <message>
            <source>等级要有名字，名字和累计金额都不能重复，没有保存</source>
            <translation>A tier needs a name; neither name nor amount may be there twice. Nothing was saved</translation>
        </message>
        <message>
            <source>类型“{text}”不认识，只能是卡密、直充、套餐、其他</source>
            <translation>Type “{text}” is unknown; it is 卡密, 直充, 套餐 or 其他</translation>
        </message>
        <message>
            <source>系统钥匙串没有应答或被锁着。店铺数据没有改动；可以先用口令打开</source>
            <translation>The system keyring is locked or does not answer. Shop data is unchanged; open with the passphrase for now</translation>
        </message>
        <message>
            <source>练习货源不会说 {text}，可以是 {dialects}</source>
            <translation>The practice source does not speak {text}; it can be {dialects}</translation>
        </message>
        <message>
            <source>练习货源没有启动，店里的数据没有动</source>
            <translation>The practice source did not start. Shop data is unchanged</translation>
        </message>
        <message>
            <source>练习货源没有开起来：端口有人用，或 --state 的文件打不开</source>
            <translation>The practice source did not start: the port is in use, or the file of --state cannot be opened</translation>
        </message>
        <message>
            <source>结束时间要晚于开始时间，没有保存</source>
            <translation>The end must come after the start; nothing was saved</translation>
        </message>
        <message>
            <source>编码 {taken} 已经有商品用了</source>
            <translation>Code no. {taken} is taken</translation>
        </message>
        <message>
            <source>编码要 1 到 {maximum} 个字，不能有空格</source>
            <translation>A code no. has 1 to {maximum} characters and no spaces</translation>
        </message>
        <message>
            <source>群发的话是空的，或者太长，没有记下</source>
            <translation>The message is empty or too long; nothing was kept</translation>
        </message>
        <message>
            <source>至少要留一位店主，什么都没有改</source>
            <translation>One owner must remain. Nothing was changed</translation>
        </message>
        <message>
            <source>行数太多，一张表放不下，请导出成 CSV</source>
            <translation>Too many rows for one sheet; export as CSV</translation>
        </message>
        <message>
            <source>补偿要在 0.01 到 {most} 之间，什么都没有记</source>
            <translation>Between 0.01 and {most} can be given; nothing was booked</translation>
        </message>
        <message>
            <source>表格文件是坏的，读不出来，什么都没导入</source>
            <translation>The spreadsheet is damaged and cannot be read. Nothing was imported</translation>
        </message>
        <message>
            <source>表格有打开密码，请先去掉密码再导入</source>
            <translation>The spreadsheet has a password; remove it first</translation>
        </message>
        <message>
            <source>要写一张卡的进价，例如 9.50：不能是负数，最多两位小数，不超过 {maximum}</source>
            <translation>This must be what one card cost, such as 9.50: not negative, at most two decimals, not above {maximum}</translation>
        </message>
        <message>
            <source>要写原因</source>
            <translation>A reason is needed</translation>
        </message>
        <message>
            <source>要填一共花了多少钱</source>
            <translation>Enter what it cost altogether</translation>
        </message>
        <message>
            <source>要填最多花多少钱买一件</source>
            <translation>Enter the most to pay for one</translation>
        </message>
        <message>
            <source>要填货源单号。下了单但没有号，选“没有单号”，记成待确认</source>
            <translation>Enter the upstream number. Ordered without one? Choose “no number” and it becomes unconfirmed</translation>
        </message>
        <message>
            <source>要留一个联系方式：手机、QQ、微信或卡号</source>
            <translation>One contact is needed: phone, QQ, WeChat or card no.</translation>
        </message>
        <message>
            <source>设了 {variable}，可卡台现在只用本机的数据库，几台电脑不能合用一个；什么也没打开，去掉它再开</source>
            <translation>{variable} is set, but Katai uses only a database on this machine and several desks cannot share one yet; nothing was opened, unset it and start again</translation>
        </message>
        <message>
            <source>读不了文件 {file}</source>
            <translation>Cannot read file {file}</translation>
        </message>
        <message>
            <source>账单是 {since} 到 {until} 的，没有 {date} 这一天，什么都没导入</source>
            <translation>The bill covers {since} to {until} and not {date}; nothing was imported</translation>
        </message>
        <message>
            <source>账单的表头里没有这几列：{names}，什么都没导入</source>
            <translation>The bill has no columns {names}; nothing was imported</translation>
        </message>
        <message>
            <source>账单里没有收款，也没写从哪天到哪天，什么都没导入</source>
            <translation>The bill has no takings and does not say which days it covers; nothing was imported</translation>
        </message>
        <message>
            <source>账号的“{label}”填得不对</source>
            <translation>“{label}” of the account is wrong</translation>
        </message>
        <message>
            <source>账号要 3 到 40 位字母、数字或 _ @ . # -</source>
            <translation>An account has 3 to 40 letters, digits or _ @ . # -</translation>
        </message>
        <message>
            <source>账号要有名字，最多 {most} 个字</source>
            <translation>An account needs a name of at most {most} characters</translation>
        </message>
        <message>
            <source>账本的锚点读不懂或被改过：不能证明账本没有被截短。请核对最近一次日结的校验码</source>
            <translation>The ledger's anchor is unreadable or changed: nothing proves that the ledger was not cut. Compare the check code of the last day close</translation>
        </message>
        <message>
            <source>货 {goods} 分规格，要写 --variant：{variants}</source>
            <translation>Goods {goods} come in variants, give --variant: {variants}</translation>
        </message>
        <message>
            <source>货源余额不够买 {name}，还没有收款，请先加款或换货</source>
            <translation>The source balance is too low for {name}. No money was taken; add funds or offer something else</translation>
        </message>
        <message>
            <source>货源刚刚变了，顺序没有改，请再看一次</source>
            <translation>The sources just changed, the order was not. Look again</translation>
        </message>
        <message>
            <source>货源只卖卡密或直充，不认识“{text}”</source>
            <translation>A source sells cards or top-ups only; “{text}” is not known</translation>
        </message>
        <message>
            <source>货源没有报出现在的进价，没有买</source>
            <translation>The source told no cost of now, nothing was bought</translation>
        </message>
        <message>
            <source>货源那里没有取到卡密。到网站上复制卡密填进来</source>
            <translation>No codes came from the source. Copy them from its site</translation>
        </message>
        <message>
            <source>货源里没有这件货，先同步一次</source>
            <translation>The source does not have this product; sync first</translation>
        </message>
        <message>
            <source>超过 {maximum} 行，请分成几个文件</source>
            <translation>More than {maximum} lines; split the file</translation>
        </message>
        <message>
            <source>返点最多 {most} 档</source>
            <translation>At most {most} rebate steps</translation>
        </message>
        <message>
            <source>返点要在 0.01% 到 {most}% 之间</source>
            <translation>A rebate lies between 0.01% and {most}%</translation>
        </message>
        <message>
            <source>还不知道这个货源的充值账号填在哪里，先同步一次。什么都没有买</source>
            <translation>It is not known yet where this source wants the top-up account. Sync once first. Nothing was bought</translation>
        </message>
        <message>
            <source>还差 {missing} 元没收</source>
            <translation>¥{missing} is still missing</translation>
        </message>
        <message>
            <source>还有 {count} 处差额没写原因，还没有日结</source>
            <translation>Differences without a reason: {count}. The day is not closed yet</translation>
        </message>
        <message>
            <source>还欠 {name} 佣金 {owed} 元，没有付，请改金额</source>
            <translation>{name} is owed a commission of {owed} yuan. Nothing was paid, change the amount</translation>
        </message>
        <message>
            <source>还没回复顾客，先回复再结单</source>
            <translation>The customer has no reply yet; reply before you close</translation>
        </message>
        <message>
            <source>还没有开班，什么都没有记</source>
            <translation>No shift is open. Nothing was recorded</translation>
        </message>
        <message>
            <source>还没有开班，先在日结里开班</source>
            <translation>No shift is open; open one in Till</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为 {name} 的售价。改价，或让店主输 PIN</source>
            <translation>Below the floor, mostly by the price of {name}. Change the price, or ask for the owner PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为单品折扣。减一点折扣，或让店主输 PIN</source>
            <translation>Below the floor, mostly by item discounts. Give less, or ask for the owner PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为抹零。不抹零，或让店主输 PIN</source>
            <translation>Below the floor, mostly by rounding down. Do not round, or ask for the owner PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为收款手续费。换现金，或让店主输 PIN</source>
            <translation>Below the floor, mostly by the payment fee. Take cash, or ask for the owner PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为整单折扣。减一点折扣，或让店主输 PIN</source>
            <translation>Below the floor, mostly by the order discount. Give less, or ask for the owner PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为校园代理的佣金。不记代理，或让店主输 PIN</source>
            <translation>This order is below the floor, mostly because of the agent's commission. Name no agent, or let the owner type the PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为活动优惠。去推广停掉活动，或让店主输 PIN</source>
            <translation>This order is below the floor, mostly because of campaigns. Stop them under Promote, or let the owner enter a PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为活动的赠品。去推广停掉活动，或让店主输 PIN</source>
            <translation>This order is below the floor, mostly because of gifts. Stop the campaign under Promote, or let the owner enter a PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为积分。让店主输 PIN</source>
            <translation>Below the floor, mostly by points. Ask for the owner PIN</translation>
        </message>
        <message>
            <source>这一单不到底线，主要因为订单来源平台的手续费。改价，或让店主输 PIN</source>
            <translation>Below the floor, mostly by the fee of the order channel. Change the price, or ask for the owner PIN</translation>
        </message>
        <message>
            <source>这一单刚刚有变动，文件没有存，也没有记成给看过。再存一次</source>
            <translation>This sale has just changed: no file was saved, and no card counts as seen. Save it again</translation>
        </message>
        <message>
            <source>这一单没有会员，或者没有这么多找零，零钱照找</source>
            <translation>No customer on this order, or not so much change. Hand the change over</translation>
        </message>
        <message>
            <source>这一单没有可以给看的卡密，货还没到或已经退了</source>
            <translation>This sale has no codes to show: not arrived yet, or returned</translation>
        </message>
        <message>
            <source>这一单满 {amount} 元，按规定要店主同意并写原因。还没有收款</source>
            <translation>This sale reaches {amount} yuan; the rules want the owner's consent with a reason. No money was taken yet</translation>
        </message>
        <message>
            <source>这一单还有按规定要问的没有回答，没有记成收款</source>
            <translation>Something the rules want asked about this sale was not answered; no payment was recorded</translation>
        </message>
        <message>
            <source>这一条已经发过或删掉了，没有再改</source>
            <translation>This message was sent or dropped already; nothing was changed</translation>
        </message>
        <message>
            <source>这一步要 PIN 和原因</source>
            <translation>This needs a PIN and a reason</translation>
        </message>
        <message>
            <source>这一步要写原因</source>
            <translation>This needs a reason</translation>
        </message>
        <message>
            <source>这一步要店主 PIN 和原因</source>
            <translation>This needs the owner PIN and a reason</translation>
        </message>
        <message>
            <source>这一笔只能用现金或收款码，什么都没有记</source>
            <translation>Only cash or a collection code here. Nothing was recorded</translation>
        </message>
        <message>
            <source>这一行不是向货源买的，没有货源可催</source>
            <translation>This line was not bought from a source; there is none to press</translation>
        </message>
        <message>
            <source>这一行太长，不像接龙里的一行</source>
            <translation>This line is too long for one of a group order</translation>
        </message>
        <message>
            <source>这一行已经划掉了，没有卖</source>
            <translation>This line is crossed out. It was not sold</translation>
        </message>
        <message>
            <source>这一行已经卖了（{number}），没有动</source>
            <translation>This line is sold already ({number}). Nothing was changed</translation>
        </message>
        <message>
            <source>这一行没有可以给看的卡密，货还没到或已经退了</source>
            <translation>This line has no codes to show; not arrived yet or refunded</translation>
        </message>
        <message>
            <source>这一行现在不用决定</source>
            <translation>This line needs no decision now</translation>
        </message>
        <message>
            <source>这一行的钱已经收了，没有划掉：先退给顾客，再按一次 Del</source>
            <translation>The money of this line is in, so it was not crossed out: give it back first, then press Del again</translation>
        </message>
        <message>
            <source>这一行还没有出货，没有消息可发</source>
            <translation>This line is not sold yet, so there is no message</translation>
        </message>
        <message>
            <source>这不是微信或支付宝导出的账单：找不到有交易时间、金额、交易单号的表头，什么都没导入</source>
            <translation>This is no bill exported by WeChat or Alipay: no header with time, amount and number was found; nothing was imported</translation>
        </message>
        <message>
            <source>这不是表格文件，要 CSV、XLSX 或文本，什么都没导入</source>
            <translation>This is no table; CSV, XLSX or text is needed. Nothing was imported</translation>
        </message>
        <message>
            <source>这个 PIN 太好猜（连号、重复、生日、手机尾号都不行），换一个</source>
            <translation>This PIN is easy to guess (runs, repeats, birthday, phone tail); choose another</translation>
        </message>
        <message>
            <source>这个付款码扫过了，没有再发一次，也没有再收钱。请顾客刷新付款码再扫</source>
            <translation>This payment code was scanned before: it was not sent again and nothing more was taken. Have it refreshed, then scan</translation>
        </message>
        <message>
            <source>这个会员卡号已经有人用了</source>
            <translation>This card no. is taken</translation>
        </message>
        <message>
            <source>这个原因和存取的方向不合，什么都没有记</source>
            <translation>This reason does not fit the direction. Nothing was recorded</translation>
        </message>
        <message>
            <source>这个商品 24 小时内没有取出过卡密</source>
            <translation>No secret of this product was taken out in the last 24 hours</translation>
        </message>
        <message>
            <source>这个常用账号已经删掉了，没有再改什么</source>
            <translation>This saved account was removed already; nothing more was changed</translation>
        </message>
        <message>
            <source>这个平台没有“{key}”这一项，或不该填在这里</source>
            <translation>This platform has no field “{key}”, or it does not belong here</translation>
        </message>
        <message>
            <source>这个店铺已经在另一个窗口打开，这里什么都没有做</source>
            <translation>This shop is open in another window. Nothing was done here</translation>
        </message>
        <message>
            <source>这个店铺没有建完，缺少 {key}。请用新的文件夹重新建店</source>
            <translation>This shop was not finished, {key} is missing. Make it again in a new folder</translation>
        </message>
        <message>
            <source>这个手机号已经是会员了，没有重复新建</source>
            <translation>This phone belongs to a customer already; no second one was made</translation>
        </message>
        <message>
            <source>这个文件不是卡台的备份</source>
            <translation>This file is no Katai backup</translation>
        </message>
        <message>
            <source>这个文件不是图片，打不开</source>
            <translation>This file is no picture and does not open</translation>
        </message>
        <message>
            <source>这个班已经交了，还没有收款，请先开班</source>
            <translation>This shift was handed over. No money was taken; open a shift first</translation>
        </message>
        <message>
            <source>这个账号没有开通接口，平台说：{text}。到平台后台开通再试。什么都没有买</source>
            <translation>This account has no API access; the platform says: {text}. Enable it on the platform and try again. Nothing was bought</translation>
        </message>
        <message>
            <source>这个账号没有货 {goods}，先同步一次</source>
            <translation>This account does not have {goods}; sync first</translation>
        </message>
        <message>
            <source>这个货源一次买 {minimum} 到 {maximum} 件</source>
            <translation>This source sells {minimum} to {maximum} at a time</translation>
        </message>
        <message>
            <source>这个货源已经接上了</source>
            <translation>This source is joined already</translation>
        </message>
        <message>
            <source>这个货源现在不能用：停了、下架了，或者它要的信息卖的时候没有填。没有下单，换一个</source>
            <translation>This source cannot be used now: it is on hold or delisted, or asks for what was not typed at the sale. Nothing was ordered; choose another</translation>
        </message>
        <message>
            <source>这个货源要的“{label}”在卡台里填不了：换一个货源，或到货源网站下单。什么都没有买</source>
            <translation>This source asks for “{label}”, which cannot be filled in here: choose another source, or order on its site. Nothing was bought</translation>
        </message>
        <message>
            <source>这个货源还要填“{label}”，重新加一次这件商品就会问。什么都没有买</source>
            <translation>This source also asks for “{label}”; add the product again to be asked for it. Nothing was bought</translation>
        </message>
        <message>
            <source>这些卡密库里都有了，没有收进来。核对是不是填错</source>
            <translation>These codes are all in stock already and were not taken in. Check what was typed</translation>
        </message>
        <message>
            <source>这份备份坏了或不完整，没有改动任何东西。请换一份备份</source>
            <translation>This backup is damaged or incomplete. Nothing was changed. Use another one</translation>
        </message>
        <message>
            <source>这份备份是更新版本的卡台做的，没有改动任何东西。请先升级再恢复</source>
            <translation>A newer Katai made this backup. Nothing was changed. Upgrade, then restore</translation>
        </message>
        <message>
            <source>这份数据是旧版卡台写的，请先开一次窗口升级，再用这条命令</source>
            <translation>An older Katai wrote this data. Open the window once to upgrade it, then use this command</translation>
        </message>
        <message>
            <source>这份数据是更新版本的卡台写的（{number}，本机只认得到 {known}）。没有改动，请先升级</source>
            <translation>A newer Katai wrote this data ({number}, this one knows up to {known}). Nothing was changed, upgrade first</translation>
        </message>
        <message>
            <source>这份账单是 {owner} 的，以前导入的是 {known} 的。真是本店的另一部收款手机再确认，什么都没导入</source>
            <translation>This bill belongs to {owner}; those before belonged to {known}. Confirm only if it is another phone of this shop; nothing was imported</translation>
        </message>
        <message>
            <source>这位会员已经是别的代理，什么都没有存</source>
            <translation>This customer is another agent already. Nothing was saved</translation>
        </message>
        <message>
            <source>这位会员是校园代理，先停用、结清佣金再删除。什么都没有删</source>
            <translation>This customer is a campus agent. Stop them and settle the commission first. Nothing was deleted</translation>
        </message>
        <message>
            <source>这位会员的单还在柜台上，先卖完或清掉再删除。什么都没有删</source>
            <translation>An order of this member is still on the counter: sell or clear it first. Nothing was deleted</translation>
        </message>
        <message>
            <source>这位会员的资料已经删除，先从单里拿掉这位会员。这单没有记下</source>
            <translation>This member's data was deleted: take them off the order first. The order was not recorded</translation>
        </message>
        <message>
            <source>这位会员的资料已经删除，没有补登</source>
            <translation>This member's data was deleted; the sale was not given to them</translation>
        </message>
        <message>
            <source>这位会员还有储值或欠款，先结清再删除。什么都没有删</source>
            <translation>This member still has stored value or debts. Settle them first. Nothing was deleted</translation>
        </message>
        <message>
            <source>这位会员还有没交付的商品，交付完再删除。什么都没有删</source>
            <translation>This member still waits for goods. Hand them over first. Nothing was deleted</translation>
        </message>
        <message>
            <source>这位会员还有没办完的售后单，关掉再删除。什么都没有删</source>
            <translation>This member still has an open after-sales ticket: close it first. Nothing was deleted</translation>
        </message>
        <message>
            <source>这几列是同一个意思：{names}，请只留一列</source>
            <translation>These columns mean the same: {names}; leave just one</translation>
        </message>
        <message>
            <source>这句话里有卡密，什么都没有记。卡密用“显示”当面给，别写在这里</source>
            <translation>There is a code in these words; nothing was noted. Hand codes over with Show, never here</translation>
        </message>
        <message>
            <source>这台机器没有能用的钥匙串，请给一个口令（--passphrase-file）。什么都没有建</source>
            <translation>This machine has no usable keyring, give a passphrase (--passphrase-file). Nothing was made</translation>
        </message>
        <message>
            <source>这台机器没有能用的钥匙串，请给一个口令（--passphrase-file）。什么都没有恢复</source>
            <translation>This machine has no usable keyring, give a passphrase (--passphrase-file). Nothing was restored</translation>
        </message>
        <message>
            <source>这张券刚被用掉了。还没有记成收款，请重新确认</source>
            <translation>This coupon was just used. No payment was recorded; please confirm again</translation>
        </message>
        <message>
            <source>这张单不是待付款，没有动</source>
            <translation>This sale is not awaiting payment. Nothing was changed</translation>
        </message>
        <message>
            <source>这张单没有对应的商品，没有订单可以证明</source>
            <translation>This ticket is about no goods; there is no order to prove</translation>
        </message>
        <message>
            <source>这张单没有收款或已作废，不能退</source>
            <translation>This sale was not paid or is voided; no refund</translation>
        </message>
        <message>
            <source>这张卡没给人看过，或者已经换过了，没有换。没看过的先给顾客看</source>
            <translation>Nobody has seen this code, or it was exchanged already; nothing was exchanged. Show it to the customer first</translation>
        </message>
        <message>
            <source>这张卡没记进价，写上按多少钱记赔付。还没有换</source>
            <translation>This code has no cost: say at what the compensation is booked. Nothing was exchanged yet</translation>
        </message>
        <message>
            <source>这张售后单已经结了，什么都没有记。要接着办，先重开</source>
            <translation>This ticket is closed; nothing was noted. Reopen it to go on</translation>
        </message>
        <message>
            <source>这张售后单还开着，不用重开</source>
            <translation>This ticket is open; there is nothing to reopen</translation>
        </message>
        <message>
            <source>这张挂单已经取走了</source>
            <translation>This held order was recalled already</translation>
        </message>
        <message>
            <source>这张纸没有失败，不用重打</source>
            <translation>This slip did not fail; no need to print again</translation>
        </message>
        <message>
            <source>这是同一位会员，没有什么要合并</source>
            <translation>This is the same customer; nothing to merge</translation>
        </message>
        <message>
            <source>这是微信的账单，你选的是支付宝，什么都没导入</source>
            <translation>This is a WeChat bill and you chose Alipay; nothing was imported</translation>
        </message>
        <message>
            <source>这是支付宝的账单，你选的是微信，什么都没导入</source>
            <translation>This is an Alipay bill and you chose WeChat; nothing was imported</translation>
        </message>
        <message>
            <source>这条账单或这笔收款已经有人配过，没有改动</source>
            <translation>This row or this payment was matched before; nothing was changed</translation>
        </message>
        <message>
            <source>这种付款方式没有启用，去设置里打开</source>
            <translation>This tender is off; switch it on in Settings</translation>
        </message>
        <message>
            <source>这种付款方式没有收款码</source>
            <translation>This tender has no shop code</translation>
        </message>
        <message>
            <source>这种流水由采购自己记，不能手填</source>
            <translation>Purchases book these entries themselves; they cannot be typed</translation>
        </message>
        <message>
            <source>这笔款已经改过，账没有再动；要改就改后来的那一笔</source>
            <translation>This payment was corrected already; the books were not changed. Correct the later one instead</translation>
        </message>
        <message>
            <source>这笔钱已经处理过，没有再动</source>
            <translation>This money was settled before, nothing was changed</translation>
        </message>
        <message>
            <source>送什么还没有填：选赠品，或填下次可用的券</source>
            <translation>Nothing is given yet: choose goods, or a coupon for the next order</translation>
        </message>
        <message>
            <source>选一下要退哪几件</source>
            <translation>Choose what to return</translation>
        </message>
        <message>
            <source>采购单 {number} 还没有结果，等它到了再换。没有再买一张</source>
            <translation>Purchase {number} has no result yet, wait for it. No second one was bought</translation>
        </message>
        <message>
            <source>采购单 {number}：{account} 没有给出能用的回答，还没有下单，没有扣款。用 purchases recheck 接着办</source>
            <translation>Purchase {number}: {account} gave no usable answer. Nothing was ordered or charged; go on with purchases recheck</translation>
        </message>
        <message>
            <source>采购单 {number}：{reason}</source>
            <translation>Purchase {number}: {reason}</translation>
        </message>
        <message>
            <source>采购单 {number}：{reason}。钱可能已经扣了，不要再买一次，用 purchases recheck 查</source>
            <translation>Purchase {number}: {reason}. It may have been charged: do not buy again, ask with purchases recheck</translation>
        </message>
        <message>
            <source>金额 {text} 太大</source>
            <translation>Amount {text} is too large</translation>
        </message>
        <message>
            <source>金额 {text} 是负数</source>
            <translation>Amount {text} is negative</translation>
        </message>
        <message>
            <source>金额 {text} 的小数超过两位</source>
            <translation>Amount {text} has more than two decimals</translation>
        </message>
        <message>
            <source>金额不能是负数，也不能太大</source>
            <translation>An amount cannot be negative or too large</translation>
        </message>
        <message>
            <source>金额或收款方式不同，不能配在一起，没有改动</source>
            <translation>Amount or tender differ, so they cannot be matched; nothing was changed</translation>
        </message>
        <message>
            <source>金额要在 0 到 {maximum} 之间，什么都没有记</source>
            <translation>An amount is 0 to {maximum}. Nothing was recorded</translation>
        </message>
        <message>
            <source>金额要在 0.01 到 {maximum} 之间，什么都没有记</source>
            <translation>The amount must be between 0.01 and {maximum}; nothing was saved</translation>
        </message>
        <message>
            <source>金额要大于 0，什么都没有记</source>
            <translation>The amount must be above 0. Nothing was recorded</translation>
        </message>
        <message>
            <source>钱已经到账，还没有开班。开班以后这张单自动完成</source>
            <translation>The money arrived and no shift is open. The sale completes by itself once one is opened</translation>
        </message>
        <message>
            <source>长数字被表格软件改成了科学计数，后几位已经丢了，请把这一列设成文本再导出</source>
            <translation>A spreadsheet turned a long number into scientific form and lost its last digits. Set the column to text and export again</translation>
        </message>
        <message>
            <source>长期同意最短 1 天，最长 {days} 天</source>
            <translation>A standing approval lasts 1 to {days} days</translation>
        </message>
        <message>
            <source>除了咨询，售后单都要对着一行商品，先选是哪一行</source>
            <translation>Every ticket but a question is about a line; choose which one first</translation>
        </message>
        <message>
            <source>预算要大于 0，每人次数不能是负数；不限就留空</source>
            <translation>A budget is above 0 and times per person not negative; leave them empty for no limit</translation>
        </message>
        <message>
            <source>额度是 0 到 {maximum} 元，什么都没有改</source>
            <translation>A limit is 0 to {maximum}. Nothing was changed</translation>
        </message>
    </context>
    <context>
        <name>formatting</name>
        <message>
            <source>{n} 件</source>
            <translation>{n} pcs</translation>
        </message>
        <message>
            <source>{n} 分钟前</source>
            <translation>{n} min ago</translation>
        </message>
        <message>
            <source>{n} 单</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>{n} 张</source>
            <translation>{n} codes</translation>
        </message>
        <message>
            <source>{n} 笔</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>、</source>
            <translation>, </translation>
        </message>
        <message>
            <source>刚刚</source>
            <translation>just now</translation>
        </message>
        <message>
            <source>周一</source>
            <translation>Mon</translation>
        </message>
        <message>
            <source>周三</source>
            <translation>Wed</translation>
        </message>
        <message>
            <source>周二</source>
            <translation>Tue</translation>
        </message>
        <message>
            <source>周五</source>
            <translation>Fri</translation>
        </message>
        <message>
            <source>周六</source>
            <translation>Sat</translation>
        </message>
        <message>
            <source>周四</source>
            <translation>Thu</translation>
        </message>
        <message>
            <source>周日</source>
            <translation>Sun</translation>
        </message>
        <message>
            <source>，</source>
            <translation>, </translation>
        </message>
    </context>
    <context>
        <name>formatting_one</name>
        <message>
            <source>{n} 件</source>
            <translation>{n} pc</translation>
        </message>
        <message>
            <source>{n} 张</source>
            <translation>{n} code</translation>
        </message>
    </context>
    <context>
        <name>keys</name>
        <message>
            <source>QQ 钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>上一个分类</source>
            <translation>Previous category</translation>
        </message>
        <message>
            <source>上一个面额</source>
            <translation>Previous denomination</translation>
        </message>
        <message>
            <source>上一步</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>上一行</source>
            <translation>Previous line</translation>
        </message>
        <message>
            <source>下一个分类</source>
            <translation>Next category</translation>
        </message>
        <message>
            <source>下一个面额</source>
            <translation>Next denomination</translation>
        </message>
        <message>
            <source>下一位</source>
            <translation>Next customer</translation>
        </message>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>下一行</source>
            <translation>Next line</translation>
        </message>
        <message>
            <source>中途查看</source>
            <translation>X report</translation>
        </message>
        <message>
            <source>今天</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>今年</source>
            <translation>This year</translation>
        </message>
        <message>
            <source>付佣金</source>
            <translation>Pay commission</translation>
        </message>
        <message>
            <source>会员</source>
            <translation>Customers</translation>
        </message>
        <message>
            <source>会员等级</source>
            <translation>Member tiers</translation>
        </message>
        <message>
            <source>保存</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>修改</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>修改活动</source>
            <translation>Change the campaign</translation>
        </message>
        <message>
            <source>储值</source>
            <translation>Store credit</translation>
        </message>
        <message>
            <source>全屏</source>
            <translation>Full screen</translation>
        </message>
        <message>
            <source>全选</source>
            <translation>Tick all</translation>
        </message>
        <message>
            <source>删除行</source>
            <translation>Delete line</translation>
        </message>
        <message>
            <source>到处</source>
            <translation>Everywhere</translation>
        </message>
        <message>
            <source>到月历，换一天</source>
            <translation>To the calendar, another day</translation>
        </message>
        <message>
            <source>勾选</source>
            <translation>Tick</translation>
        </message>
        <message>
            <source>卡密存成加密文件</source>
            <translation>Save codes as encrypted file</translation>
        </message>
        <message>
            <source>发给顾客</source>
            <translation>Send to customer</translation>
        </message>
        <message>
            <source>取单</source>
            <translation>Recall</translation>
        </message>
        <message>
            <source>取消这笔扫码付款</source>
            <translation>Cancel this payment by code</translation>
        </message>
        <message>
            <source>同步货源</source>
            <translation>Sync sources</translation>
        </message>
        <message>
            <source>告诉顾客</source>
            <translation>Tell customer</translation>
        </message>
        <message>
            <source>命令面板</source>
            <translation>Command palette</translation>
        </message>
        <message>
            <source>回复</source>
            <translation>Reply</translation>
        </message>
        <message>
            <source>复制卡密</source>
            <translation>Copy codes</translation>
        </message>
        <message>
            <source>复制图</source>
            <translation>Copy image</translation>
        </message>
        <message>
            <source>复制消息</source>
            <translation>Copy message</translation>
        </message>
        <message>
            <source>存图</source>
            <translation>Save image</translation>
        </message>
        <message>
            <source>完成</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>对比</source>
            <translation>Compare</translation>
        </message>
        <message>
            <source>导入卡密</source>
            <translation>Import codes</translation>
        </message>
        <message>
            <source>导出</source>
            <translation>Export</translation>
        </message>
        <message>
            <source>小票存 PDF</source>
            <translation>Receipt as PDF</translation>
        </message>
        <message>
            <source>带入收银</source>
            <translation>Take to sale</translation>
        </message>
        <message>
            <source>建售后单</source>
            <translation>New ticket</translation>
        </message>
        <message>
            <source>开始、停止</source>
            <translation>Start, stop</translation>
        </message>
        <message>
            <source>往前一段</source>
            <translation>Earlier</translation>
        </message>
        <message>
            <source>往后一段</source>
            <translation>Later</translation>
        </message>
        <message>
            <source>待交付</source>
            <translation>To hand over</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat Pay</translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation>Keys</translation>
        </message>
        <message>
            <source>总览</source>
            <translation>Owner</translation>
        </message>
        <message>
            <source>打印卡密单</source>
            <translation>Print code slip</translation>
        </message>
        <message>
            <source>打印小票</source>
            <translation>Print receipt</translation>
        </message>
        <message>
            <source>打印当前内容</source>
            <translation>Print what is shown</translation>
        </message>
        <message>
            <source>打字要用这个键，换一个</source>
            <translation>Typing needs this key; choose another</translation>
        </message>
        <message>
            <source>批量改价</source>
            <translation>Bulk price</translation>
        </message>
        <message>
            <source>折扣</source>
            <translation>Discount</translation>
        </message>
        <message>
            <source>折扣、改价</source>
            <translation>Discount, new price</translation>
        </message>
        <message>
            <source>抹零</source>
            <translation>Round down</translation>
        </message>
        <message>
            <source>挂单</source>
            <translation>Hold</translation>
        </message>
        <message>
            <source>挂账</source>
            <translation>On account</translation>
        </message>
        <message>
            <source>按住看毛利（店主）</source>
            <translation>Hold: margin (owner)</translation>
        </message>
        <message>
            <source>换一个码</source>
            <translation>New code</translation>
        </message>
        <message>
            <source>换一种排行</source>
            <translation>Next ranking</translation>
        </message>
        <message>
            <source>换标签</source>
            <translation>Next tab</translation>
        </message>
        <message>
            <source>接龙</source>
            <translation>Group order</translation>
        </message>
        <message>
            <source>推广</source>
            <translation>Promote</translation>
        </message>
        <message>
            <source>搜索</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>搜索这一页</source>
            <translation>Search this page</translation>
        </message>
        <message>
            <source>撤销</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>操作菜单</source>
            <translation>Action menu</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>收据存 PDF</source>
            <translation>Receipt as PDF</translation>
        </message>
        <message>
            <source>收款</source>
            <translation>Pay</translation>
        </message>
        <message>
            <source>收银</source>
            <translation>Sale</translation>
        </message>
        <message>
            <source>改数量</source>
            <translation>Change quantity</translation>
        </message>
        <message>
            <source>数量</source>
            <translation>Qty</translation>
        </message>
        <message>
            <source>数量减一</source>
            <translation>Quantity −1</translation>
        </message>
        <message>
            <source>数量加一</source>
            <translation>Quantity +1</translation>
        </message>
        <message>
            <source>整单折扣</source>
            <translation>Order discount</translation>
        </message>
        <message>
            <source>新会员</source>
            <translation>New customer</translation>
        </message>
        <message>
            <source>新建</source>
            <translation>New</translation>
        </message>
        <message>
            <source>日结</source>
            <translation>Till</translation>
        </message>
        <message>
            <source>易支付</source>
            <translation>Epay</translation>
        </message>
        <message>
            <source>显示</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>显示卡密</source>
            <translation>Show codes</translation>
        </message>
        <message>
            <source>月历</source>
            <translation>Calendar</translation>
        </message>
        <message>
            <source>本周</source>
            <translation>This week</translation>
        </message>
        <message>
            <source>本月</source>
            <translation>This month</translation>
        </message>
        <message>
            <source>查结果</source>
            <translation>Check result</translation>
        </message>
        <message>
            <source>没问题</source>
            <translation>Fine</translation>
        </message>
        <message>
            <source>清空整单</source>
            <translation>Clear order</translation>
        </message>
        <message>
            <source>清空金额</source>
            <translation>Clear amount</translation>
        </message>
        <message>
            <source>照上面的提示条去办</source>
            <translation>Do what the banner offers</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>用券</source>
            <translation>Use a coupon</translation>
        </message>
        <message>
            <source>确认收款</source>
            <translation>Confirm payment</translation>
        </message>
        <message>
            <source>积分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>积分抵扣</source>
            <translation>Redeem points</translation>
        </message>
        <message>
            <source>立即查询</source>
            <translation>Check now</translation>
        </message>
        <message>
            <source>第一个快捷金额</source>
            <translation>Quick amount 1</translation>
        </message>
        <message>
            <source>第三个快捷金额</source>
            <translation>Quick amount 3</translation>
        </message>
        <message>
            <source>第二个快捷金额</source>
            <translation>Quick amount 2</translation>
        </message>
        <message>
            <source>第五个快捷金额</source>
            <translation>Quick amount 5</translation>
        </message>
        <message>
            <source>第四个快捷金额</source>
            <translation>Quick amount 4</translation>
        </message>
        <message>
            <source>签字日结</source>
            <translation>Sign and close</translation>
        </message>
        <message>
            <source>结单</source>
            <translation>Close ticket</translation>
        </message>
        <message>
            <source>给顾客看</source>
            <translation>For the customer</translation>
        </message>
        <message>
            <source>网格、列表</source>
            <translation>Grid, list</translation>
        </message>
        <message>
            <source>补打</source>
            <translation>Reprint</translation>
        </message>
        <message>
            <source>要问</source>
            <translation>Query</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>记代理</source>
            <translation>Name the agent</translation>
        </message>
        <message>
            <source>记本金、取走</source>
            <translation>Capital in or out</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Stock</translation>
        </message>
        <message>
            <source>货源上移</source>
            <translation>Source up</translation>
        </message>
        <message>
            <source>货源下移</source>
            <translation>Source down</translation>
        </message>
        <message>
            <source>货源对比</source>
            <translation>Compare sources</translation>
        </message>
        <message>
            <source>返回</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>返回、关闭、清空</source>
            <translation>Back, close, clear</translation>
        </message>
        <message>
            <source>返回改单</source>
            <translation>Back to the order</translation>
        </message>
        <message>
            <source>这一页要打字，单个字母和数字不能当快捷键</source>
            <translation>People type on this page: a single letter or figure cannot be a shortcut</translation>
        </message>
        <message>
            <source>这个键到处都是一个意思，不能换</source>
            <translation>This key means the same everywhere and stays</translation>
        </message>
        <message>
            <source>这条没问题</source>
            <translation>Accept this</translation>
        </message>
        <message>
            <source>这条要问</source>
            <translation>Query this</translation>
        </message>
        <message>
            <source>选会员</source>
            <translation>Customer</translation>
        </message>
        <message>
            <source>遮住金额</source>
            <translation>Hide amounts</translation>
        </message>
        <message>
            <source>锁屏</source>
            <translation>Lock</translation>
        </message>
        <message>
            <source>顾客扫我、我扫顾客</source>
            <translation>Show code, scan code</translation>
        </message>
    </context>
    <context>
        <name>messages</name>
        <message>
            <source>【{shop}】{title}</source>
            <translation>[{shop}] {title}</translation>
        </message>
        <message>
            <source>【{shop}】你的 {title} ×{quantity} 到了。凭取货码 {code} 来拿。{place}有事打 {contact}。</source>
            <translation>[{shop}] Your {title} ×{quantity} is here. Collect it with claim code {code}. {place}Questions: {contact}.</translation>
        </message>
        <message>
            <source>【{shop}】你的 {title} ×{quantity} 排上队了，取货码 {code}，一到就告诉你。有事打 {contact}。</source>
            <translation>[{shop}] Your {title} ×{quantity} is in the queue, claim code {code}. We tell you when it is here. Questions: {contact}.</translation>
        </message>
        <message>
            <source>【{shop}】你的 {title} ×{quantity} 正在处理，取货码 {code}，一到就告诉你。有事打 {contact}。</source>
            <translation>[{shop}] Your {title} ×{quantity} is in progress, claim code {code}. We tell you when it is here. Questions: {contact}.</translation>
        </message>
        <message>
            <source>【{shop}】对不起，你的 {title} ×{quantity} 没有买成。凭取货码 {code} 可以退款，也可以换别的。有事打 {contact}。</source>
            <translation>[{shop}] Sorry, we could not get your {title} ×{quantity}. With claim code {code} you get a refund or something else. Questions: {contact}.</translation>
        </message>
        <message>
            <source>使用限制：{limit}</source>
            <translation>Limit: {limit}</translation>
        </message>
        <message>
            <source>区服：{region}</source>
            <translation>Server: {region}</translation>
        </message>
        <message>
            <source>卡号 {number} 卡密 {secret}</source>
            <translation>Card no. {number} Code {secret}</translation>
        </message>
        <message>
            <source>卡密 {secret}</source>
            <translation>Code {secret}</translation>
        </message>
    </context>
    <context>
        <name>navigation</name>
        <message>
            <source>会员</source>
            <translation>Customers</translation>
        </message>
        <message>
            <source>总览</source>
            <translation>Overview</translation>
        </message>
        <message>
            <source>推广</source>
            <translation>Promote</translation>
        </message>
        <message>
            <source>收银</source>
            <translation>Sale</translation>
        </message>
        <message>
            <source>日结</source>
            <translation>Till</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>设置</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Stock</translation>
        </message>
    </context>
    <context>
        <name>owner_figures</name>
        <message>
            <source>{date}，和{before}比</source>
            <translation>{date}, beside {before}</translation>
        </message>
        <message>
            <source>{name} {count}</source>
            <translation>{name}: {count}</translation>
        </message>
        <message>
            <source>{name}没有营业</source>
            <translation>{name}: closed</translation>
        </message>
        <message>
            <source>{n} 个账号没查过余额</source>
            <translation>balances never read: {n}</translation>
        </message>
        <message>
            <source>{since} 至 {until}，和{before}比</source>
            <translation>{since} to {until}, beside {before}</translation>
        </message>
        <message>
            <source>净销售额</source>
            <translation>Net sales</translation>
        </message>
        <message>
            <source>另有 {n} 行不知道成本</source>
            <translation>cost of {n} lines unknown</translation>
        </message>
        <message>
            <source>另有旧的 {amount}</source>
            <translation>plus {amount} stale</translation>
        </message>
        <message>
            <source>最近没有采购，说不出够多久</source>
            <translation>no purchases lately</translation>
        </message>
        <message>
            <source>本月毛利</source>
            <translation>Margin this month</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>目标 {goal}，到了 {share}</source>
            <translation>goal {goal}, {share} reached</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Sales</translation>
        </message>
        <message>
            <source>货源余额合计</source>
            <translation>Supplier balances</translation>
        </message>
        <message>
            <source>还没有设目标（设置 · 日结）</source>
            <translation>no goal set (Settings · Till)</translation>
        </message>
    </context>
    <context>
        <name>owner_stretch</name>
        <message>
            <source>{change}，{name} {amount}</source>
            <translation>{change}, {name} {amount}</translation>
        </message>
        <message>
            <source>{name} {amount}</source>
            <translation>{name} {amount}</translation>
        </message>
        <message>
            <source>{name}全天 {amount}</source>
            <translation>{name}, all day {amount}</translation>
        </message>
        <message>
            <source>{name}没有营业</source>
            <translation>{name}: closed</translation>
        </message>
        <message>
            <source>上周同日</source>
            <translation>a week ago</translation>
        </message>
        <message>
            <source>上周同期</source>
            <translation>last week</translation>
        </message>
        <message>
            <source>上月同期</source>
            <translation>last month</translation>
        </message>
        <message>
            <source>今天</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>今年</source>
            <translation>This year</translation>
        </message>
        <message>
            <source>前一个月</source>
            <translation>month before</translation>
        </message>
        <message>
            <source>前一周</source>
            <translation>week before</translation>
        </message>
        <message>
            <source>前一周同日</source>
            <translation>a week earlier</translation>
        </message>
        <message>
            <source>前一年</source>
            <translation>year before</translation>
        </message>
        <message>
            <source>去年同期</source>
            <translation>last year</translation>
        </message>
        <message>
            <source>本周</source>
            <translation>This week</translation>
        </message>
        <message>
            <source>本月</source>
            <translation>This month</translation>
        </message>
        <message>
            <source>没有营业，{name} {amount}</source>
            <translation>closed, {name} {amount}</translation>
        </message>
        <message>
            <source>还没有卖，{name} {amount}</source>
            <translation>no sale yet, {name} {amount}</translation>
        </message>
        <message>
            <source>这一周</source>
            <translation>This week</translation>
        </message>
        <message>
            <source>这一天</source>
            <translation>This day</translation>
        </message>
        <message>
            <source>这一年</source>
            <translation>This year</translation>
        </message>
        <message>
            <source>这个月</source>
            <translation>This month</translation>
        </message>
    </context>
    <context>
        <name>paper</name>
        <message>
            <source>0 是零，O 是字母</source>
            <translation>0 is zero, O is the letter</translation>
        </message>
        <message>
            <source>PIN 输错被锁</source>
            <translation>Locked after wrong PINs</translation>
        </message>
        <message>
            <source>QQ钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>{account}（实查手填 {at}）</source>
            <translation>{account} (balance typed {at})</translation>
        </message>
        <message>
            <source>{opened} 到 {closed}</source>
            <translation>{opened} to {closed}</translation>
        </message>
        <message>
            <source>{points} 积分</source>
            <translation>{points} points</translation>
        </message>
        <message>
            <source>{shop} · 不清零</source>
            <translation>{shop} · no reset</translation>
        </message>
        <message>
            <source>{shop} · 第 {number} 号</source>
            <translation>{shop} · no. {number}</translation>
        </message>
        <message>
            <source>{tender} 收{amount}</source>
            <translation>{tender}, took {amount}</translation>
        </message>
        <message>
            <source>{title}：{reason}</source>
            <translation>{title}: {reason}</translation>
        </message>
        <message>
            <source>{title}：{reason}，省 {amount}</source>
            <translation>{title}: {reason}, saves {amount}</translation>
        </message>
        <message>
            <source>不到底线被拒</source>
            <translation>Refused below the floor</translation>
        </message>
        <message>
            <source>中间报表 X</source>
            <translation>X report</translation>
        </message>
        <message>
            <source>中间报表 X，不清零</source>
            <translation>X report, no reset</translation>
        </message>
        <message>
            <source>买了没卖也没入库</source>
            <translation>Bought, neither sold nor stocked</translation>
        </message>
        <message>
            <source>交班单</source>
            <translation>Shift slip</translation>
        </message>
        <message>
            <source>交给下一位</source>
            <translation>For the next person</translation>
        </message>
        <message>
            <source>付后还欠</source>
            <translation>Still owed</translation>
        </message>
        <message>
            <source>付款人</source>
            <translation>Paid by</translation>
        </message>
        <message>
            <source>付款方式</source>
            <translation>Tender</translation>
        </message>
        <message>
            <source>付给代理</source>
            <translation>Paid to agents</translation>
        </message>
        <message>
            <source>代理</source>
            <translation>Agent</translation>
        </message>
        <message>
            <source>代理签字</source>
            <translation>Agent's signature</translation>
        </message>
        <message>
            <source>以前带来、已经了结</source>
            <translation>Carried before, settled now</translation>
        </message>
        <message>
            <source>件数</source>
            <translation>Items</translation>
        </message>
        <message>
            <source>优惠</source>
            <translation>Discounts</translation>
        </message>
        <message>
            <source>优惠合计</source>
            <translation>Discounts</translation>
        </message>
        <message>
            <source>会员 {name}</source>
            <translation>Customer {name}</translation>
        </message>
        <message>
            <source>余{balance}</source>
            <translation>left {balance}</translation>
        </message>
        <message>
            <source>作废卡密</source>
            <translation>Codes voided</translation>
        </message>
        <message>
            <source>佣金</source>
            <translation>Commission</translation>
        </message>
        <message>
            <source>佣金付款单</source>
            <translation>Commission paid</translation>
        </message>
        <message>
            <source>使用限制</source>
            <translation>Usage limit</translation>
        </message>
        <message>
            <source>使用限制：{limit}</source>
            <translation>Limit: {limit}</translation>
        </message>
        <message>
            <source>例外</source>
            <translation>Exceptions</translation>
        </message>
        <message>
            <source>储值</source>
            <translation>Store credit</translation>
        </message>
        <message>
            <source>储值余额</source>
            <translation>Store credit</translation>
        </message>
        <message>
            <source>储值收据</source>
            <translation>Store credit receipt</translation>
        </message>
        <message>
            <source>像拆单，共 {sales} 单</source>
            <translation>Looks split: {sales} sales</translation>
        </message>
        <message>
            <source>充值中</source>
            <translation>In progress</translation>
        </message>
        <message>
            <source>充到 {account}</source>
            <translation>To {account}</translation>
        </message>
        <message>
            <source>充错账号追不回</source>
            <translation>Wrong account: no way back</translation>
        </message>
        <message>
            <source>兑换说明</source>
            <translation>How to redeem</translation>
        </message>
        <message>
            <source>其中售后另给的</source>
            <translation>of it given by after-sales</translation>
        </message>
        <message>
            <source>其中按时回复</source>
            <translation>of them in time</translation>
        </message>
        <message>
            <source>其中超时的</source>
            <translation>of them overdue</translation>
        </message>
        <message>
            <source>其他成本与净利</source>
            <translation>Other costs and net profit</translation>
        </message>
        <message>
            <source>再看卡密</source>
            <translation>Codes shown again</translation>
        </message>
        <message>
            <source>净利</source>
            <translation>Net profit</translation>
        </message>
        <message>
            <source>净销售额</source>
            <translation>Net sales</translation>
        </message>
        <message>
            <source>净额</source>
            <translation>Net</translation>
        </message>
        <message>
            <source>出卡人 {name}</source>
            <translation>Issued by {name}</translation>
        </message>
        <message>
            <source>别把密码发给别人</source>
            <translation>Keep the code to yourself</translation>
        </message>
        <message>
            <source>加款</source>
            <translation>Topped up</translation>
        </message>
        <message>
            <source>区服</source>
            <translation>Region</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>Order</translation>
        </message>
        <message>
            <source>单号 {number}</source>
            <translation>No. {number}</translation>
        </message>
        <message>
            <source>单号 {number} 第 {position}/{count} 张</source>
            <translation>No. {number}, {position} of {count}</translation>
        </message>
        <message>
            <source>卖了没采购</source>
            <translation>Sold without a purchase</translation>
        </message>
        <message>
            <source>卖得最多</source>
            <translation>Best sellers</translation>
        </message>
        <message>
            <source>卡号</source>
            <translation>Card no.</translation>
        </message>
        <message>
            <source>卡密</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>卡密没看过可退，看过不退不换</source>
            <translation>Refund only for unseen codes</translation>
        </message>
        <message>
            <source>原价合计</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>原因 {reason}</source>
            <translation>Reason {reason}</translation>
        </message>
        <message>
            <source>发出</source>
            <translation>Earned</translation>
        </message>
        <message>
            <source>发货</source>
            <translation>Delivery</translation>
        </message>
        <message>
            <source>取出</source>
            <translation>Taken out</translation>
        </message>
        <message>
            <source>取卡中</source>
            <translation>Fetching</translation>
        </message>
        <message>
            <source>取货码</source>
            <translation>Claim code</translation>
        </message>
        <message>
            <source>取货码{code}</source>
            <translation>Claim {code}</translation>
        </message>
        <message>
            <source>只到一部分</source>
            <translation>Only part came</translation>
        </message>
        <message>
            <source>可能是 {number} 扣了两次</source>
            <translation>{number} may have been charged twice</translation>
        </message>
        <message>
            <source>可能是 {number} 按报价扣了款</source>
            <translation>{number} may have been charged as quoted</translation>
        </message>
        <message>
            <source>可能是 {number} 没有扣款</source>
            <translation>{number} may not have been charged</translation>
        </message>
        <message>
            <source>可能是待确认的 {number} 扣了款</source>
            <translation>The unconfirmed {number} may have been charged</translation>
        </message>
        <message>
            <source>同一付款账号多单</source>
            <translation>Same payer, several sales</translation>
        </message>
        <message>
            <source>同一单买了两次</source>
            <translation>Bought twice for one sale</translation>
        </message>
        <message>
            <source>周一</source>
            <translation>Mon</translation>
        </message>
        <message>
            <source>周三</source>
            <translation>Wed</translation>
        </message>
        <message>
            <source>周二</source>
            <translation>Tue</translation>
        </message>
        <message>
            <source>周五</source>
            <translation>Fri</translation>
        </message>
        <message>
            <source>周六</source>
            <translation>Sat</translation>
        </message>
        <message>
            <source>周四</source>
            <translation>Thu</translation>
        </message>
        <message>
            <source>周日</source>
            <translation>Sun</translation>
        </message>
        <message>
            <source>售后</source>
            <translation>After-sales</translation>
        </message>
        <message>
            <source>售后补偿</source>
            <translation>After-sales compensation</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>处理中</source>
            <translation>In progress</translation>
        </message>
        <message>
            <source>处理完中位数（秒）</source>
            <translation>Median until solved (s)</translation>
        </message>
        <message>
            <source>处理完了</source>
            <translation>Solved</translation>
        </message>
        <message>
            <source>备注 {note}</source>
            <translation>Note {note}</translation>
        </message>
        <message>
            <source>备用金</source>
            <translation>Opening float</translation>
        </message>
        <message>
            <source>失败</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>存入</source>
            <translation>Put in</translation>
        </message>
        <message>
            <source>存零收据</source>
            <translation>Kept change receipt</translation>
        </message>
        <message>
            <source>实付</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>实付{amount}</source>
            <translation>Paid {amount}</translation>
        </message>
        <message>
            <source>实付佣金</source>
            <translation>Commission</translation>
        </message>
        <message>
            <source>实查</source>
            <translation>Actual</translation>
        </message>
        <message>
            <source>实点</source>
            <translation>Counted</translation>
        </message>
        <message>
            <source>实点现金</source>
            <translation>Counted cash</translation>
        </message>
        <message>
            <source>密码</source>
            <translation>PIN code</translation>
        </message>
        <message>
            <source>小计 {count}件</source>
            <translation>Subtotal, {count} pcs</translation>
        </message>
        <message>
            <source>差额</source>
            <translation>Difference</translation>
        </message>
        <message>
            <source>已交付</source>
            <translation>Handed over</translation>
        </message>
        <message>
            <source>已付款</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>已作废</source>
            <translation>Voided</translation>
        </message>
        <message>
            <source>已出卡</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已到账</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>已到货</source>
            <translation>Arrived</translation>
        </message>
        <message>
            <source>已取单</source>
            <translation>Recalled</translation>
        </message>
        <message>
            <source>已取消</source>
            <translation>Cancelled</translation>
        </message>
        <message>
            <source>已核销</source>
            <translation>Written off</translation>
        </message>
        <message>
            <source>已超时的</source>
            <translation>Overdue</translation>
        </message>
        <message>
            <source>已退款</source>
            <translation>Refunded</translation>
        </message>
        <message>
            <source>带到下一天</source>
            <translation>Carried to the next day</translation>
        </message>
        <message>
            <source>序号</source>
            <translation>No.</translation>
        </message>
        <message>
            <source>应有</source>
            <translation>Expected</translation>
        </message>
        <message>
            <source>应有现金</source>
            <translation>Expected cash</translation>
        </message>
        <message>
            <source>店主同意的单</source>
            <translation>Sales the owner agreed to</translation>
        </message>
        <message>
            <source>店主签字</source>
            <translation>Owner</translation>
        </message>
        <message>
            <source>往回 {minutes} 分钟</source>
            <translation>{minutes} minutes back</translation>
        </message>
        <message>
            <source>待交付</source>
            <translation>To hand over</translation>
        </message>
        <message>
            <source>待付款</source>
            <translation>Awaiting payment</translation>
        </message>
        <message>
            <source>待取</source>
            <translation>To collect</translation>
        </message>
        <message>
            <source>待处理</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>待确认</source>
            <translation>Unconfirmed</translation>
        </message>
        <message>
            <source>待确认 / 待交付</source>
            <translation>Open / undelivered</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat Pay</translation>
        </message>
        <message>
            <source>成本与毛利</source>
            <translation>Cost and margin</translation>
        </message>
        <message>
            <source>成本未知的行</source>
            <translation>Lines of unknown cost</translation>
        </message>
        <message>
            <source>手工改积分</source>
            <translation>Points changed by hand</translation>
        </message>
        <message>
            <source>手续费</source>
            <translation>Fees</translation>
        </message>
        <message>
            <source>打印 {time}</source>
            <translation>Printed {time}</translation>
        </message>
        <message>
            <source>打印机测试 卡台 ¥1,234.50</source>
            <translation>Printer test 卡台 ¥1,234.50</translation>
        </message>
        <message>
            <source>扣款和报价不同</source>
            <translation>Charged otherwise than quoted</translation>
        </message>
        <message>
            <source>扫码存小票</source>
            <translation>Scan to keep receipt</translation>
        </message>
        <message>
            <source>扫码得到密码文字</source>
            <translation>Scan for the code as text</translation>
        </message>
        <message>
            <source>找到并入账</source>
            <translation>Found and booked</translation>
        </message>
        <message>
            <source>找零</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>抄数</source>
            <translation>Copied</translation>
        </message>
        <message>
            <source>抹零</source>
            <translation>Rounding</translation>
        </message>
        <message>
            <source>挂单</source>
            <translation>Held sales</translation>
        </message>
        <message>
            <source>挂账</source>
            <translation>On account</translation>
        </message>
        <message>
            <source>按规定问过的单</source>
            <translation>Sales asked about by rule</translation>
        </message>
        <message>
            <source>按长期同意亏卖</source>
            <translation>Sold at an agreed loss</translation>
        </message>
        <message>
            <source>排队中</source>
            <translation>Queued</translation>
        </message>
        <message>
            <source>接受有风险的货</source>
            <translation>Risky goods accepted</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>支付通道</source>
            <translation>Payment gateways</translation>
        </message>
        <message>
            <source>收回</source>
            <translation>Collected</translation>
        </message>
        <message>
            <source>收款</source>
            <translation>Received</translation>
        </message>
        <message>
            <source>收款方式</source>
            <translation>Tenders</translation>
        </message>
        <message>
            <source>收款码</source>
            <translation>Shop codes</translation>
        </message>
        <message>
            <source>收款码差额</source>
            <translation>Shop code difference</translation>
        </message>
        <message>
            <source>收账收据</source>
            <translation>Account receipt</translation>
        </message>
        <message>
            <source>收进</source>
            <translation>Paid in</translation>
        </message>
        <message>
            <source>收银员 {name}</source>
            <translation>Cashier {name}</translation>
        </message>
        <message>
            <source>收银员签字</source>
            <translation>Cashier</translation>
        </message>
        <message>
            <source>改付款方式</source>
            <translation>Tender changed</translation>
        </message>
        <message>
            <source>改价、打折</source>
            <translation>Price changes, discounts</translation>
        </message>
        <message>
            <source>整单优惠</source>
            <translation>Order discounts</translation>
        </message>
        <message>
            <source>整单作废</source>
            <translation>Sales voided</translation>
        </message>
        <message>
            <source>新得</source>
            <translation>Earned</translation>
        </message>
        <message>
            <source>新挂</source>
            <translation>Put on account</translation>
        </message>
        <message>
            <source>新的售后单</source>
            <translation>New tickets</translation>
        </message>
        <message>
            <source>方式</source>
            <translation>Tender</translation>
        </message>
        <message>
            <source>无销售开钱箱</source>
            <translation>Drawer opened without a sale</translation>
        </message>
        <message>
            <source>日报</source>
            <translation>Day report</translation>
        </message>
        <message>
            <source>日结单 Z</source>
            <translation>Z report</translation>
        </message>
        <message>
            <source>日结单 Z 第 {number} 号</source>
            <translation>Z report no. {number}</translation>
        </message>
        <message>
            <source>时间</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>易支付</source>
            <translation>Epay</translation>
        </message>
        <message>
            <source>最多抵多少钱</source>
            <translation>Worth at most</translation>
        </message>
        <message>
            <source>有单没钱</source>
            <translation>Sale without money</translation>
        </message>
        <message>
            <source>有效期</source>
            <translation>Valid until</translation>
        </message>
        <message>
            <source>有效期 {day}</source>
            <translation>Expires {day}</translation>
        </message>
        <message>
            <source>有钱没单</source>
            <translation>Money without sale</translation>
        </message>
        <message>
            <source>期初</source>
            <translation>Opening</translation>
        </message>
        <message>
            <source>未结</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>本单积分</source>
            <translation>Points earned</translation>
        </message>
        <message>
            <source>本金</source>
            <translation>Paid-in</translation>
        </message>
        <message>
            <source>本金 {principal} 赠送 {bonus}</source>
            <translation>Paid-in {principal} bonus {bonus}</translation>
        </message>
        <message>
            <source>本金可退，赠送只能消费</source>
            <translation>Paid-in is refundable, a bonus is to be spent</translation>
        </message>
        <message>
            <source>校验码 {head}</source>
            <translation>Check code {head}</translation>
        </message>
        <message>
            <source>欠代理的佣金</source>
            <translation>Owed to agents</translation>
        </message>
        <message>
            <source>欠会员的储值</source>
            <translation>Store credit owed</translation>
        </message>
        <message>
            <source>欠会员的积分</source>
            <translation>Points owed</translation>
        </message>
        <message>
            <source>次数</source>
            <translation>Times</translation>
        </message>
        <message>
            <source>每小时</source>
            <translation>By hour</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>没到的，凭取货码来问</source>
            <translation>Not here yet? Ask by claim code</translation>
        </message>
        <message>
            <source>没单的笔数</source>
            <translation>No sale, count</translation>
        </message>
        <message>
            <source>没单的钱</source>
            <translation>No sale, sum</translation>
        </message>
        <message>
            <source>没有权限被拒</source>
            <translation>Refused for want of rights</translation>
        </message>
        <message>
            <source>没等到钱的单</source>
            <translation>Sales never paid</translation>
        </message>
        <message>
            <source>没结的售后单</source>
            <translation>Open tickets</translation>
        </message>
        <message>
            <source>法律不许卖的单</source>
            <translation>Sales the law forbids</translation>
        </message>
        <message>
            <source>活动</source>
            <translation>Campaigns</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>现金一致</source>
            <translation>Cash matches</translation>
        </message>
        <message>
            <source>现金净收</source>
            <translation>Net cash</translation>
        </message>
        <message>
            <source>现金收款</source>
            <translation>Cash received</translation>
        </message>
        <message>
            <source>现金短款</source>
            <translation>Cash short</translation>
        </message>
        <message>
            <source>现金退款</source>
            <translation>Cash refunded</translation>
        </message>
        <message>
            <source>现金长款</source>
            <translation>Cash over</translation>
        </message>
        <message>
            <source>用掉</source>
            <translation>Spent</translation>
        </message>
        <message>
            <source>看了卡密没有单</source>
            <translation>Revealed without a sale</translation>
        </message>
        <message>
            <source>短款</source>
            <translation>Short</translation>
        </message>
        <message>
            <source>积分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>积分抵扣</source>
            <translation>Points redeemed</translation>
        </message>
        <message>
            <source>笔数</source>
            <translation>Count</translation>
        </message>
        <message>
            <source>第 {sales} 单大额</source>
            <translation>Large sale no. {sales}</translation>
        </message>
        <message>
            <source>第几份 Z 带来</source>
            <translation>Carried by Z no.</translation>
        </message>
        <message>
            <source>等{count}项</source>
            <translation>and others, {count} in all</translation>
        </message>
        <message>
            <source>系统时间往回拨</source>
            <translation>Clock turned back</translation>
        </message>
        <message>
            <source>结果</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Code no.</translation>
        </message>
        <message>
            <source>营业日 {day}</source>
            <translation>Business day {day}</translation>
        </message>
        <message>
            <source>营业日 {day} {weekday}</source>
            <translation>Business day {day} {weekday}</translation>
        </message>
        <message>
            <source>补打</source>
            <translation>Reprints</translation>
        </message>
        <message>
            <source>补打 第 {count} 次</source>
            <translation>Reprint no. {count}</translation>
        </message>
        <message>
            <source>补打要店主 PIN，会标“补打”</source>
            <translation>A reprint needs the owner PIN and says so</translation>
        </message>
        <message>
            <source>补登会员</source>
            <translation>Customer added later</translation>
        </message>
        <message>
            <source>要查的</source>
            <translation>To check</translation>
        </message>
        <message>
            <source>要查的单</source>
            <translation>Orders to check</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Sales</translation>
        </message>
        <message>
            <source>订单 {number} · 共 {count} 张卡密</source>
            <translation>Order {number} · {count} codes</translation>
        </message>
        <message>
            <source>说明</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>请当面核对，尽快使用</source>
            <translation>Check at once and use it soon</translation>
        </message>
        <message>
            <source>调整</source>
            <translation>Adjusted</translation>
        </message>
        <message>
            <source>账单配不准</source>
            <translation>Bill unclear</translation>
        </message>
        <message>
            <source>账本核对没通过</source>
            <translation>Ledger check failed</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>货源余额</source>
            <translation>Source balances</translation>
        </message>
        <message>
            <source>货源余额不对</source>
            <translation>Supplier balance is off</translation>
        </message>
        <message>
            <source>货源余额差额</source>
            <translation>Source balance difference</translation>
        </message>
        <message>
            <source>货源已接单</source>
            <translation>Accepted by the supplier</translation>
        </message>
        <message>
            <source>货源拒绝</source>
            <translation>Refused by the supplier</translation>
        </message>
        <message>
            <source>货源收回</source>
            <translation>Taken back by the supplier</translation>
        </message>
        <message>
            <source>货源没有这一单</source>
            <translation>Unknown to the supplier</translation>
        </message>
        <message>
            <source>赔付（退款的已算在进货成本里）</source>
            <translation>Compensation (refunds are in the cost of goods)</translation>
        </message>
        <message>
            <source>赠品</source>
            <translation>Gifts</translation>
        </message>
        <message>
            <source>赠品成本</source>
            <translation>Cost of gifts</translation>
        </message>
        <message>
            <source>赠送</source>
            <translation>Bonus</translation>
        </message>
        <message>
            <source>赠送作废</source>
            <translation>Bonus void</translation>
        </message>
        <message>
            <source>过期</source>
            <translation>Lapsed</translation>
        </message>
        <message>
            <source>返点</source>
            <translation>Rebate</translation>
        </message>
        <message>
            <source>还开着</source>
            <translation>Still open</translation>
        </message>
        <message>
            <source>还欠</source>
            <translation>Still owed</translation>
        </message>
        <message>
            <source>还没收回</source>
            <translation>Still open</translation>
        </message>
        <message>
            <source>还没结的</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>这里没有哪一单正好差这么多</source>
            <translation>No order here accounts for it</translation>
        </message>
        <message>
            <source>进货成本</source>
            <translation>Cost of goods</translation>
        </message>
        <message>
            <source>退储值收据</source>
            <translation>Store credit paid back</translation>
        </message>
        <message>
            <source>退回</source>
            <translation>Returned</translation>
        </message>
        <message>
            <source>退回本金</source>
            <translation>Paid-in refunded</translation>
        </message>
        <message>
            <source>退款</source>
            <translation>Refunds</translation>
        </message>
        <message>
            <source>退款收据</source>
            <translation>Refund receipt</translation>
        </message>
        <message>
            <source>退货扣回</source>
            <translation>Taken back with returns</translation>
        </message>
        <message>
            <source>送出的券和储值</source>
            <translation>Coupons and bonuses given</translation>
        </message>
        <message>
            <source>通道说</source>
            <translation>Gateway says</translation>
        </message>
        <message>
            <source>采购</source>
            <translation>Purchases</translation>
        </message>
        <message>
            <source>重新点钱</source>
            <translation>Cash counted again</translation>
        </message>
        <message>
            <source>金额</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>钟点</source>
            <translation>Hour</translation>
        </message>
        <message>
            <source>银行转账</source>
            <translation>Bank transfer</translation>
        </message>
        <message>
            <source>销售</source>
            <translation>Sales</translation>
        </message>
        <message>
            <source>销售额</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>长款</source>
            <translation>Over</translation>
        </message>
        <message>
            <source>预收款，不是购物小票</source>
            <translation>Paid in advance, not a sales receipt</translation>
        </message>
        <message>
            <source>首次回复中位数（秒）</source>
            <translation>Median first reply (s)</translation>
        </message>
        <message>
            <source>首次回复了</source>
            <translation>First replies</translation>
        </message>
    </context>
    <context>
        <name>promotions</name>
        <message>
            <source>{start} 点到 {end} 点打 {rate} 折</source>
            <translation>{percent}% off from {start}:00 to {end}:00</translation>
        </message>
        <message>
            <source>一份减多少</source>
            <translation>Off per set</translation>
        </message>
        <message>
            <source>一单最多减几次</source>
            <translation>Times per order at most</translation>
        </message>
        <message>
            <source>一次最多送几回</source>
            <translation>Times per top-up at most</translation>
        </message>
        <message>
            <source>优惠券</source>
            <translation>Coupon</translation>
        </message>
        <message>
            <source>会员价</source>
            <translation>Member price</translation>
        </message>
        <message>
            <source>会员第一单，满 {threshold} 减 {off}</source>
            <translation>First order of a member: {off} off from {threshold}</translation>
        </message>
        <message>
            <source>储值充送</source>
            <translation>Top-up gift</translation>
        </message>
        <message>
            <source>充多少</source>
            <translation>Topped up</translation>
        </message>
        <message>
            <source>减多少</source>
            <translation>Off</translation>
        </message>
        <message>
            <source>券 {code}，满 {threshold} 减 {off}</source>
            <translation>Coupon {code}: {off} off from {threshold}</translation>
        </message>
        <message>
            <source>券几天内有效</source>
            <translation>Coupon is good for days</translation>
        </message>
        <message>
            <source>券满多少可用</source>
            <translation>Coupon needs an order of</translation>
        </message>
        <message>
            <source>卖原价的百分之几</source>
            <translation>Per cent of the price</translation>
        </message>
        <message>
            <source>只限分类</source>
            <translation>Only categories</translation>
        </message>
        <message>
            <source>只限商品</source>
            <translation>Only products</translation>
        </message>
        <message>
            <source>只限来源</source>
            <translation>Only channels</translation>
        </message>
        <message>
            <source>只限标签</source>
            <translation>Only tags</translation>
        </message>
        <message>
            <source>哪些等级</source>
            <translation>Which tiers</translation>
        </message>
        <message>
            <source>套餐</source>
            <translation>Bundle</translation>
        </message>
        <message>
            <source>套餐 {sets} 份</source>
            <translation>{sets} bundles</translation>
        </message>
        <message>
            <source>套餐里的商品</source>
            <translation>Products of the bundle</translation>
        </message>
        <message>
            <source>开始</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>打 {rate} 折</source>
            <translation>{percent}% off</translation>
        </message>
        <message>
            <source>折扣</source>
            <translation>Discount</translation>
        </message>
        <message>
            <source>每人次数</source>
            <translation>Times per person</translation>
        </message>
        <message>
            <source>每件商品的价</source>
            <translation>Price of each product</translation>
        </message>
        <message>
            <source>每天从几点</source>
            <translation>Daily from hour</translation>
        </message>
        <message>
            <source>每天到几点</source>
            <translation>Daily to hour</translation>
        </message>
        <message>
            <source>每满 {threshold} 减 {off}，减了 {times} 次</source>
            <translation>{off} off each {threshold}, {times} times</translation>
        </message>
        <message>
            <source>消费满赠</source>
            <translation>Spend and get</translation>
        </message>
        <message>
            <source>满 {threshold} 减 {off}</source>
            <translation>{off} off from {threshold}</translation>
        </message>
        <message>
            <source>满 {threshold} 送 {gift} 元券，下次可用</source>
            <translation>From {threshold} a coupon of {gift} for the next order</translation>
        </message>
        <message>
            <source>满 {threshold} 送 {gift} 元，进储值</source>
            <translation>From {threshold}: {gift} into stored value</translation>
        </message>
        <message>
            <source>满 {threshold} 送赠品</source>
            <translation>A gift from {threshold}</translation>
        </message>
        <message>
            <source>满减</source>
            <translation>Spend and save</translation>
        </message>
        <message>
            <source>满多少</source>
            <translation>Order of</translation>
        </message>
        <message>
            <source>满多少可用</source>
            <translation>Needs an order of</translation>
        </message>
        <message>
            <source>第 N 件价</source>
            <translation>Price of the Nth</translation>
        </message>
        <message>
            <source>第 {n} 件打 {rate} 折</source>
            <translation>{percent}% off every {n}th piece</translation>
        </message>
        <message>
            <source>第几件</source>
            <translation>Which piece</translation>
        </message>
        <message>
            <source>结束</source>
            <translation>End</translation>
        </message>
        <message>
            <source>送商品</source>
            <translation>Goods given</translation>
        </message>
        <message>
            <source>送多少</source>
            <translation>Given</translation>
        </message>
        <message>
            <source>送多少：进储值，没有储值就是下次的券</source>
            <translation>How much: into stored value, else a coupon for next time</translation>
        </message>
        <message>
            <source>送攻略</source>
            <translation>Guide given</translation>
        </message>
        <message>
            <source>预算</source>
            <translation>Budget</translation>
        </message>
        <message>
            <source>首单立减</source>
            <translation>First order off</translation>
        </message>
    </context>
    <context>
        <name>purchasing</name>
        <message>
            <source>下了单，没有拿到单号，不知道办没办</source>
            <translation>Ordered without a number; not known whether it was done</translation>
        </message>
        <message>
            <source>下好了，手工回填</source>
            <translation>Ordered, typed in by hand</translation>
        </message>
        <message>
            <source>不知道对方是否已处理</source>
            <translation>Not known whether they processed it</translation>
        </message>
        <message>
            <source>买到了。到货源网站的购买记录里取卡，填进来</source>
            <translation>Bought. Take the codes from the purchase record on the source's site and enter them</translation>
        </message>
        <message>
            <source>卡密多了</source>
            <translation>Too many codes</translation>
        </message>
        <message>
            <source>卡密少了</source>
            <translation>Too few codes</translation>
        </message>
        <message>
            <source>去手工下单</source>
            <translation>Ordering by hand</translation>
        </message>
        <message>
            <source>发出后程序中断，不知道对方是否已处理</source>
            <translation>The program stopped after sending; not known whether they processed it</translation>
        </message>
        <message>
            <source>发给货源</source>
            <translation>Sent to the source</translation>
        </message>
        <message>
            <source>回了一个网页，不知道对方是否已处理</source>
            <translation>Answered with a web page; not known whether they processed it</translation>
        </message>
        <message>
            <source>回话不是这一单的，不知道对方是否已处理</source>
            <translation>The answer is about another order: whether ours was carried out is not known</translation>
        </message>
        <message>
            <source>回话没见过，不知道对方是否已处理</source>
            <translation>An answer never seen before; not known whether they processed it</translation>
        </message>
        <message>
            <source>回话看不懂，不知道对方是否已处理</source>
            <translation>Answer not understood; not known whether they processed it</translation>
        </message>
        <message>
            <source>回话长得读不完，不知道对方是否已处理</source>
            <translation>The answer was too long to read; it is not known whether it was carried out</translation>
        </message>
        <message>
            <source>店主核销</source>
            <translation>Written off by the owner</translation>
        </message>
        <message>
            <source>店主确认已买到</source>
            <translation>Owner confirmed it was bought</translation>
        </message>
        <message>
            <source>店主确认没有下单</source>
            <translation>Owner confirmed it was not ordered</translation>
        </message>
        <message>
            <source>店主确认钱退回来了</source>
            <translation>The owner confirmed that the money came back</translation>
        </message>
        <message>
            <source>扣了款，没有给货，找货源售后</source>
            <translation>Charged without goods; ask the source's support</translation>
        </message>
        <message>
            <source>扣的钱超过上限，账号先停用</source>
            <translation>Charged above the limit; the account is stopped</translation>
        </message>
        <message>
            <source>明确没买成，换下一个货源</source>
            <translation>Definitely not bought; the next source is asked</translation>
        </message>
        <message>
            <source>每次都把登录密码原样发过去。给它单独设一个密码，别处不要用</source>
            <translation>Every call carries the login password as it is. Give it a password of its own and use that nowhere else</translation>
        </message>
        <message>
            <source>没回话，不知道对方是否已处理</source>
            <translation>No answer; not known whether they processed it</translation>
        </message>
        <message>
            <source>没有下单，放回待下单</source>
            <translation>Not ordered, put back</translation>
        </message>
        <message>
            <source>没有接口：货单导入，卡密粘贴。卖出的直充列在待下单，由人去下单，再回填货源单号和进价</source>
            <translation>No interface: import its list, paste its cards. Sold top-ups wait for a person who orders there and types in number and cost</translation>
        </message>
        <message>
            <source>没说扣了多少钱</source>
            <translation>Did not say what was charged</translation>
        </message>
        <message>
            <source>用同一个单号再问一次</source>
            <translation>Asked again with the same number</translation>
        </message>
        <message>
            <source>给的卡密以前见过，没有卖出去</source>
            <translation>The codes were seen before and were not sold</translation>
        </message>
        <message>
            <source>记下来了，还没有发出</source>
            <translation>Recorded, not sent yet</translation>
        </message>
        <message>
            <source>账号停用着，没有下单</source>
            <translation>The account is on hold; nothing was ordered</translation>
        </message>
        <message>
            <source>账号填得不对，没有下单</source>
            <translation>The account is wrong; not ordered</translation>
        </message>
        <message>
            <source>账号已经删掉，没有下单</source>
            <translation>The account was deleted; not ordered</translation>
        </message>
        <message>
            <source>货到了</source>
            <translation>Arrived</translation>
        </message>
        <message>
            <source>货源不卖，没有下单</source>
            <translation>The source does not sell it; not ordered</translation>
        </message>
        <message>
            <source>货源不认这个账号，没有下单</source>
            <translation>The source refused the account; not ordered</translation>
        </message>
        <message>
            <source>货源不认这个账号，没有扣款</source>
            <translation>The source does not accept the account; nothing was charged</translation>
        </message>
        <message>
            <source>货源余额</source>
            <translation>Source balances</translation>
        </message>
        <message>
            <source>货源余额不足，没有扣款</source>
            <translation>Source balance too low; not charged</translation>
        </message>
        <message>
            <source>货源余额付不了款，订单取消了，没有扣款</source>
            <translation>The balance there could not pay; the order was cancelled and nothing was charged</translation>
        </message>
        <message>
            <source>货源写了回话，要人看</source>
            <translation>The source wrote a message; somebody must read it</translation>
        </message>
        <message>
            <source>货源嫌问得太勤，没有受理，过一会儿再发</source>
            <translation>The source was asked too often and took nothing; it is sent again in a while</translation>
        </message>
        <message>
            <source>货源已有这个单号，正在查</source>
            <translation>The source has this order number already; checking</translation>
        </message>
        <message>
            <source>货源把订单取消了，没有扣款</source>
            <translation>The source cancelled the order; nothing was charged</translation>
        </message>
        <message>
            <source>货源收下了，还在处理</source>
            <translation>The source took it and is working on it</translation>
        </message>
        <message>
            <source>货源收了单，过了时间还没给货。找货源问，没问清楚不要重买或退款</source>
            <translation>The source took the order and has not delivered in time. Ask the source; neither buy again nor refund before it is clear</translation>
        </message>
        <message>
            <source>货源明确拒绝，没有扣款</source>
            <translation>The source refused; not charged</translation>
        </message>
        <message>
            <source>货源没有办成，钱退回来了</source>
            <translation>The source did not carry it out; the money came back</translation>
        </message>
        <message>
            <source>货源涨价，超过上限，没有下单</source>
            <translation>The source raised the price above the limit; not ordered</translation>
        </message>
        <message>
            <source>货源自己出错了，不知道对方是否已处理</source>
            <translation>The source reported a fault of its own; it is not known whether it was carried out</translation>
        </message>
        <message>
            <source>货源让转到别处，没有跟去，不知道对方是否已处理</source>
            <translation>The source sent us elsewhere and we did not follow; it is not known whether it was carried out</translation>
        </message>
        <message>
            <source>货源说不办，没有扣款</source>
            <translation>The source refused, nothing was charged</translation>
        </message>
        <message>
            <source>货源说填的内容不对，没有扣款</source>
            <translation>The source says what was filled in is wrong; nothing was charged</translation>
        </message>
        <message>
            <source>货源连不上，什么都没有发出</source>
            <translation>The source cannot be reached; nothing was sent</translation>
        </message>
        <message>
            <source>货源退了一部分款</source>
            <translation>The source gave part of the money back</translation>
        </message>
        <message>
            <source>还是不清楚。核对货源余额和购买记录</source>
            <translation>Still unclear. Compare the source's balance and purchase record</translation>
        </message>
        <message>
            <source>这个货源不认我们的单号，重发会再买一次，只能由人核对</source>
            <translation>This source ignores our number; sending again would buy twice. A person must check</translation>
        </message>
        <message>
            <source>这个货源不认我们的单号：回话丢了，就不知道买没买到。程序绝不自动重发，要人到它的网站上核对</source>
            <translation>This source does not know our order numbers: if its answer is lost, nobody knows whether it was bought. The program never sends again by itself; a person must check on its website</translation>
        </message>
        <message>
            <source>这个货源可以按我们的单号查询。程序只查，从不重发，不会买两次</source>
            <translation>This source can be asked by our order number. Katai only asks and never sends again: nothing is bought twice</translation>
        </message>
        <message>
            <source>这个货源可以按我们的单号查询，同号不会买两次</source>
            <translation>This source can be asked by our number; the same number never buys twice</translation>
        </message>
        <message>
            <source>这个货源没有接口，由人下单、由人回填，程序什么都不发</source>
            <translation>This source has no interface: people order and type in, the program sends nothing</translation>
        </message>
        <message>
            <source>这个货源没有查单的办法，重发会再买一次。程序只发一次，剩下的由人核对</source>
            <translation>This source cannot be asked about an order, and sending again buys again. The program sends once; a person checks the rest</translation>
        </message>
        <message>
            <source>这个货源没有查单的办法：回话丢了，或者说了没发货，都要人到它的网站上核对。程序绝不自动重发</source>
            <translation>This source cannot be asked about an order: when its answer is lost, or says that nothing was delivered, a person has to look on its website. The program never sends again by itself</translation>
        </message>
        <message>
            <source>这个货源认我们的单号，同号重发不会重复扣款</source>
            <translation>This source knows our number; sending it again charges only once</translation>
        </message>
        <message>
            <source>这个货源认我们的单号，同号重发会被挡下，不会买两次；但不能按单号查询</source>
            <translation>This source knows our number and blocks it the second time, so nothing is bought twice; but it cannot be asked by number</translation>
        </message>
        <message>
            <source>连接断了，不知道对方是否已处理</source>
            <translation>The connection broke off; it is not known whether it was carried out</translation>
        </message>
        <message>
            <source>顾客退了，没有下单</source>
            <translation>Refunded to the customer; not ordered</translation>
        </message>
    </context>
    <context>
        <name>recovery</name>
        <message>
            <source>{count} 张取出来还没卖的挂单，已经放回挂单里</source>
            <translation>Recalled but not sold, and held again: {count}</translation>
        </message>
        <message>
            <source>{count} 笔手工货源的单等人去下</source>
            <translation>{count} orders wait for a person at sources without an interface</translation>
        </message>
        <message>
            <source>{count} 笔采购等店主决定</source>
            <translation>Purchases for the owner to decide: {count}</translation>
        </message>
        <message>
            <source>{count} 笔采购结果不明，不要重新下单或退款</source>
            <translation>Purchases of unknown result: {count}. Do not order again or refund</translation>
        </message>
        <message>
            <source>{count} 笔采购货源还在处理</source>
            <translation>Purchases the source is working on: {count}</translation>
        </message>
        <message>
            <source>{count} 笔采购还没有发出，现在接着买</source>
            <translation>Purchases not sent yet: {count}. Buying them now</translation>
        </message>
        <message>
            <source>上次关闭时有 {count} 笔采购正在发出，已经接着查，没有重复下单</source>
            <translation>Purchases being sent at the last close: {count}. They are being checked, none was ordered twice</translation>
        </message>
    </context>
    <context>
        <name>reports</name>
        <message>
            <source>上期件数</source>
            <translation>Pieces before</translation>
        </message>
        <message>
            <source>买过不止一次</source>
            <translation>Bought again</translation>
        </message>
        <message>
            <source>买过的会员</source>
            <translation>Buyers</translation>
        </message>
        <message>
            <source>代理</source>
            <translation>Agent</translation>
        </message>
        <message>
            <source>代理码</source>
            <translation>Code</translation>
        </message>
        <message>
            <source>件数</source>
            <translation>Items</translation>
        </message>
        <message>
            <source>优惠</source>
            <translation>Discounts</translation>
        </message>
        <message>
            <source>会员从哪来</source>
            <translation>Where customers come from</translation>
        </message>
        <message>
            <source>佣金</source>
            <translation>Commission</translation>
        </message>
        <message>
            <source>其中新客</source>
            <translation>New ones</translation>
        </message>
        <message>
            <source>净销售额</source>
            <translation>Net sales</translation>
        </message>
        <message>
            <source>净额</source>
            <translation>Net</translation>
        </message>
        <message>
            <source>分类</source>
            <translation>Category</translation>
        </message>
        <message>
            <source>单号</source>
            <translation>Sale</translation>
        </message>
        <message>
            <source>卖得最多</source>
            <translation>Best sellers</translation>
        </message>
        <message>
            <source>原价合计</source>
            <translation>Gross</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Product</translation>
        </message>
        <message>
            <source>在涨</source>
            <translation>Rising</translation>
        </message>
        <message>
            <source>在跌</source>
            <translation>Falling</translation>
        </message>
        <message>
            <source>处理</source>
            <translation>What was done</translation>
        </message>
        <message>
            <source>大额和可疑的单</source>
            <translation>Large and suspicious sales</translation>
        </message>
        <message>
            <source>实付</source>
            <translation>Paid</translation>
        </message>
        <message>
            <source>平稳</source>
            <translation>Steady</translation>
        </message>
        <message>
            <source>成功</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>成本未知的行</source>
            <translation>Lines without a cost</translation>
        </message>
        <message>
            <source>抹零</source>
            <translation>Rounding</translation>
        </message>
        <message>
            <source>按分类</source>
            <translation>By category</translation>
        </message>
        <message>
            <source>按商品</source>
            <translation>By product</translation>
        </message>
        <message>
            <source>按多少判的</source>
            <translation>Sum judged</translation>
        </message>
        <message>
            <source>按收银员</source>
            <translation>By cashier</translation>
        </message>
        <message>
            <source>按渠道</source>
            <translation>By channel</translation>
        </message>
        <message>
            <source>按货源</source>
            <translation>By supplier</translation>
        </message>
        <message>
            <source>收银员</source>
            <translation>Cashier</translation>
        </message>
        <message>
            <source>数据少</source>
            <translation>Too little data</translation>
        </message>
        <message>
            <source>日期</source>
            <translation>Date</translation>
        </message>
        <message>
            <source>来源</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>校园代理</source>
            <translation>Campus agents</translation>
        </message>
        <message>
            <source>每天</source>
            <translation>Per day</translation>
        </message>
        <message>
            <source>每小时销售额</source>
            <translation>Sales per hour</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Gross profit</translation>
        </message>
        <message>
            <source>没人买</source>
            <translation>Nobody buys it</translation>
        </message>
        <message>
            <source>没有指明哪个码</source>
            <translation>Code not named</translation>
        </message>
        <message>
            <source>渠道</source>
            <translation>Channel</translation>
        </message>
        <message>
            <source>编码</source>
            <translation>Code no.</translation>
        </message>
        <message>
            <source>营业日</source>
            <translation>Business day</translation>
        </message>
        <message>
            <source>规则</source>
            <translation>Rule</translation>
        </message>
        <message>
            <source>规则版本</source>
            <translation>Rule version</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Sales</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Supplier</translation>
        </message>
        <message>
            <source>货源成功率</source>
            <translation>Source success</translation>
        </message>
        <message>
            <source>走势</source>
            <translation>Trend</translation>
        </message>
        <message>
            <source>进价未知</source>
            <translation>Cost unknown</translation>
        </message>
        <message>
            <source>退款</source>
            <translation>Refunds</translation>
        </message>
        <message>
            <source>选品</source>
            <translation>Goods board</translation>
        </message>
        <message>
            <source>采购单</source>
            <translation>Purchases</translation>
        </message>
        <message>
            <source>采购额</source>
            <translation>Purchased</translation>
        </message>
        <message>
            <source>钟点</source>
            <translation>Hour</translation>
        </message>
        <message>
            <source>限额</source>
            <translation>Limit</translation>
        </message>
    </context>
    <context>
        <name>rules</name>
        <message>
            <source>同一个付款账号 {hours} 小时内 {sales} 单共 {amount} 元，像拆单。钱货照常，店主复核看得到</source>
            <translation>One payment account, {hours} hours: {sales} sales, {amount} yuan, looks split. The sale stands; the owner will see it</translation>
        </message>
        <message>
            <source>同一个付款账号 {hours} 小时内第 {sales} 单大额。钱货照常，店主复核看得到</source>
            <translation>One payment account, {hours} hours: large sale no. {sales}. The sale stands; the owner will see it</translation>
        </message>
    </context>
    <context>
        <name>settings</name>
        <message>
            <source>0 就是只手动同步</source>
            <translation>0 means by hand only</translation>
        </message>
        <message>
            <source>0 是不过期。先用最早的，过期另记一笔</source>
            <translation>0 is never. The oldest are used first; lapsing is an entry of its own</translation>
        </message>
        <message>
            <source>100 就是一元一分；话费、流量、储值不送，会员页里每类可以另设</source>
            <translation>100 is one point a yuan; mobile, data and credit earn none. Each category can differ on the customer page</translation>
        </message>
        <message>
            <source>F 键要按着 Fn</source>
            <translation>F keys need Fn</translation>
        </message>
        <message>
            <source>QQ 钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>USB 设备文件</source>
            <translation>USB device file</translation>
        </message>
        <message>
            <source>Windows 打印机</source>
            <translation>Windows printer</translation>
        </message>
        <message>
            <source>{商品}（{账号}）到账了，你看一下。让你久等了，有事随时找我：{联系}。</source>
            <translation>{商品}（{账号}） has arrived, please have a look. Thank you for waiting; reach me any time: {联系}.</translation>
        </message>
        <message>
            <source>{商品}（{账号}）货源确认没有充上，钱没有花出去。你要重充还是退款？</source>
            <translation>{商品}（{账号}）: the source confirms that it was not delivered and not charged. Shall I try again or refund you?</translation>
        </message>
        <message>
            <source>一个月想赚多少</source>
            <translation>Monthly profit goal</translation>
        </message>
        <message>
            <source>一单满多少算大额</source>
            <translation>A sale is large from</translation>
        </message>
        <message>
            <source>一年</source>
            <translation>One year</translation>
        </message>
        <message>
            <source>一张售后单补偿超过多少要店主同意</source>
            <translation>Above how much for one ticket the owner must agree</translation>
        </message>
        <message>
            <source>一次或 24 小时内加起来；法律的上限是 10,000 元，只能调低</source>
            <translation>At once or within 24 hours; the law's limit is 10,000 yuan, it can only be lowered</translation>
        </message>
        <message>
            <source>一直留着</source>
            <translation>Keep everything</translation>
        </message>
        <message>
            <source>万分之几，记作成本：38 就是 0.38%。退款不退手续费</source>
            <translation>In hundredths of a percent, booked as cost: 38 is 0.38%. A refund does not bring it back</translation>
        </message>
        <message>
            <source>三年</source>
            <translation>Three years</translation>
        </message>
        <message>
            <source>不删</source>
            <translation>Never delete</translation>
        </message>
        <message>
            <source>不抹</source>
            <translation>Off</translation>
        </message>
        <message>
            <source>不用</source>
            <translation>Not used</translation>
        </message>
        <message>
            <source>两年</source>
            <translation>Two years</translation>
        </message>
        <message>
            <source>串口</source>
            <translation>Serial port</translation>
        </message>
        <message>
            <source>五年</source>
            <translation>Five years</translation>
        </message>
        <message>
            <source>交班与日结</source>
            <translation>Shift and day close</translation>
        </message>
        <message>
            <source>从退款里扣</source>
            <translation>Keep of the refund</translation>
        </message>
        <message>
            <source>付款后自动打印卡密单</source>
            <translation>Print code slip after payment</translation>
        </message>
        <message>
            <source>付款方式</source>
            <translation>Tenders</translation>
        </message>
        <message>
            <source>付款时要报手机尾号或会员卡号，抵掉的部分不再送积分</source>
            <translation>Asks for phone tail or card number; the redeemed part earns none</translation>
        </message>
        <message>
            <source>代理按毛利拿佣金，在推广页设。关掉以后新单不记代理，欠的佣金还能付</source>
            <translation>Agents get a share of the margin; they are set up in Promote. While off, new orders count for nobody; what is owed can still be paid</translation>
        </message>
        <message>
            <source>会员与积分</source>
            <translation>Customers, points</translation>
        </message>
        <message>
            <source>会员可以储值</source>
            <translation>Customers may hold credit</translation>
        </message>
        <message>
            <source>会员可以挂账</source>
            <translation>Customers may buy on account</translation>
        </message>
        <message>
            <source>低库存提醒</source>
            <translation>Low stock alert</translation>
        </message>
        <message>
            <source>余额不够几天时提醒</source>
            <translation>Remind when the balance lasts fewer days than</translation>
        </message>
        <message>
            <source>余额和 24 小时内的充值都不过这个数；再多要店主同意</source>
            <translation>Neither balance nor 24 hours of adding go beyond; more needs the owner</translation>
        </message>
        <message>
            <source>你好，{商品}（{账号}），{时间} 下的单，货源那边有点慢，我在盯着，到账马上告诉你。要是没充上，给你重充或退款，不会让你白等。</source>
            <translation>Hello, {商品}（{账号}）, ordered {时间}: the source is a little slow. I am watching it and will tell you at once. If it fails I try again or refund you.</translation>
        </message>
        <message>
            <source>催过货源，几分钟内要有回音</source>
            <translation>Minutes for the source to answer</translation>
        </message>
        <message>
            <source>先扣哪一部分要告诉会员；只有本金能退</source>
            <translation>Tell customers which part goes first; only the paid-in part is refunded</translation>
        </message>
        <message>
            <source>先点钱，再看应有</source>
            <translation>Count first, then see expected</translation>
        </message>
        <message>
            <source>减少动效</source>
            <translation>Less motion</translation>
        </message>
        <message>
            <source>几分钟内要先回复</source>
            <translation>Minutes until the first reply</translation>
        </message>
        <message>
            <source>几分钟还没到要催货源</source>
            <translation>Minutes until the source is pressed</translation>
        </message>
        <message>
            <source>几小时内要有处理结果</source>
            <translation>Hours until it is decided</translation>
        </message>
        <message>
            <source>几次加起来算，拆开给也一样</source>
            <translation>All of a ticket together; splitting changes nothing</translation>
        </message>
        <message>
            <source>到账延迟安抚</source>
            <translation>Delivery is late</translation>
        </message>
        <message>
            <source>前一笔还没结果的，不管多久都提醒</source>
            <translation>One without a result yet is warned about however old it is</translation>
        </message>
        <message>
            <source>加入前要核对账号</source>
            <translation>Check the account before adding</translation>
        </message>
        <message>
            <source>十年</source>
            <translation>Ten years</translation>
        </message>
        <message>
            <source>半年</source>
            <translation>Half a year</translation>
        </message>
        <message>
            <source>卡台</source>
            <translation>Katai</translation>
        </message>
        <message>
            <source>卡密满多少要问反诈问题</source>
            <translation>Ask about fraud for cards from</translation>
        </message>
        <message>
            <source>印出来是乱码时换一种；没有汉字的打印机选图片</source>
            <translation>Change it if prints are garbled; choose picture for printers without Chinese</translation>
        </message>
        <message>
            <source>印在小票和日结单上</source>
            <translation>Printed on receipts and day close slips</translation>
        </message>
        <message>
            <source>印在店名下面</source>
            <translation>Printed under the shop name</translation>
        </message>
        <message>
            <source>取货来源</source>
            <translation>Source order</translation>
        </message>
        <message>
            <source>只在按反洗钱法留记录时用；最高 50,000 元，只能调低</source>
            <translation>Used only while records are kept under the law against money laundering; at most 50,000 yuan, it can only be lowered</translation>
        </message>
        <message>
            <source>只记下回答，不记年龄</source>
            <translation>Keeps the answer, never an age</translation>
        </message>
        <message>
            <source>可以写 {商品} {账号} {单号} {时间} {店名} {联系}，用的时候填上。空着就不显示</source>
            <translation>{商品} {账号} {单号} {时间} {店名} {联系} are filled in when it is used. Empty is not offered</translation>
        </message>
        <message>
            <source>合规</source>
            <translation>Compliance</translation>
        </message>
        <message>
            <source>同一个人一天里反复大额要店主同意</source>
            <translation>Owner agrees to many large sales to one person in a day</translation>
        </message>
        <message>
            <source>同一张单几次加起来算，超过要店主同意</source>
            <translation>Parts of one sale count together; above it the owner must agree</translation>
        </message>
        <message>
            <source>同号同商品多少分钟内再买要提醒</source>
            <translation>Warn when the same account buys the same product within (minutes)</translation>
        </message>
        <message>
            <source>启用的付款方式</source>
            <translation>Tenders in use</translation>
        </message>
        <message>
            <source>员工与权限</source>
            <translation>Staff and rights</translation>
        </message>
        <message>
            <source>售后</source>
            <translation>After-sales</translation>
        </message>
        <message>
            <source>售后说明</source>
            <translation>After-sales words</translation>
        </message>
        <message>
            <source>图片</source>
            <translation>Picture</translation>
        </message>
        <message>
            <source>地点</source>
            <translation>Place</translation>
        </message>
        <message>
            <source>复制后清空剪贴板（秒）</source>
            <translation>Clear clipboard after copying (seconds)</translation>
        </message>
        <message>
            <source>外观与语言</source>
            <translation>Look and language</translation>
        </message>
        <message>
            <source>多久没买过的会员，自动删资料</source>
            <translation>Delete members' data after no purchase for</translation>
        </message>
        <message>
            <source>多久算数据旧（分钟）</source>
            <translation>Stale after (minutes)</translation>
        </message>
        <message>
            <source>多少分钱一个积分</source>
            <translation>Fen per point</translation>
        </message>
        <message>
            <source>多少积分抵一元</source>
            <translation>Points for one yuan</translation>
        </message>
        <message>
            <source>大</source>
            <translation>Large</translation>
        </message>
        <message>
            <source>大额和可疑的单列成报表，可以导出交给主管机关；会员和充过的账号至少留十年，反复大额一定要店主同意</source>
            <translation>Large and suspicious sales form a report that can be exported for the authorities; members and topped-up accounts are kept for at least ten years, and repeated large sales always need the owner</translation>
        </message>
        <message>
            <source>大额游戏充值问是不是成年人</source>
            <translation>Ask whether buyers of large game top-ups are adults</translation>
        </message>
        <message>
            <source>字号</source>
            <translation>Text size</translation>
        </message>
        <message>
            <source>存成文件</source>
            <translation>Save as file</translation>
        </message>
        <message>
            <source>差多少要店主确认</source>
            <translation>Owner confirms a difference from</translation>
        </message>
        <message>
            <source>已到账</source>
            <translation>Delivered</translation>
        </message>
        <message>
            <source>平台库存</source>
            <translation>Platform stock</translation>
        </message>
        <message>
            <source>店主核过身份的最多存</source>
            <translation>Most to hold once the owner checked who it is</translation>
        </message>
        <message>
            <source>店名</source>
            <translation>Shop name</translation>
        </message>
        <message>
            <source>店铺</source>
            <translation>Shop</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat Pay</translation>
        </message>
        <message>
            <source>快捷键</source>
            <translation>Keys</translation>
        </message>
        <message>
            <source>打印与扫码枪</source>
            <translation>Printer and scanner</translation>
        </message>
        <message>
            <source>打印机</source>
            <translation>Printer</translation>
        </message>
        <message>
            <source>打印机在哪</source>
            <translation>Where the printer is</translation>
        </message>
        <message>
            <source>打印机编码</source>
            <translation>Printer encoding</translation>
        </message>
        <message>
            <source>打开时要 PIN</source>
            <translation>PIN at start</translation>
        </message>
        <message>
            <source>扫码枪一次至少几个字</source>
            <translation>Fewest characters of a scan</translation>
        </message>
        <message>
            <source>扫码枪两个字最多隔多久（毫秒）</source>
            <translation>Longest pause within a scan (ms)</translation>
        </message>
        <message>
            <source>承诺几分钟到账在每个商品里设</source>
            <translation>The promise in minutes is set with each product</translation>
        </message>
        <message>
            <source>抹到元</source>
            <translation>To ¥1</translation>
        </message>
        <message>
            <source>抹到角</source>
            <translation>To ¥0.1</translation>
        </message>
        <message>
            <source>按反洗钱法留记录</source>
            <translation>Keep records under the law against money laundering</translation>
        </message>
        <message>
            <source>按最近两周的采购算；0 就是不提醒</source>
            <translation>By the purchases of the last two weeks; 0 never reminds</translation>
        </message>
        <message>
            <source>按键方案</source>
            <translation>Key scheme</translation>
        </message>
        <message>
            <source>推荐一位得多少积分</source>
            <translation>Points for a referral</translation>
        </message>
        <message>
            <source>推荐有礼</source>
            <translation>Referral rewards</translation>
        </message>
        <message>
            <source>提示改写 Alt+1…9、Alt+0，两样按着都行</source>
            <translation>Hints say Alt+1…9, Alt+0; either works</translation>
        </message>
        <message>
            <source>提示音</source>
            <translation>Sounds</translation>
        </message>
        <message>
            <source>提醒</source>
            <translation>Reminders</translation>
        </message>
        <message>
            <source>摆摊建议 2 分钟，充值不受影响</source>
            <translation>2 min for a stall; top-ups go on</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>收款手续费</source>
            <translation>Tender fees</translation>
        </message>
        <message>
            <source>收款码收大额时，抄下账单单号后四位</source>
            <translation>For large sums note the last four of the bill number</translation>
        </message>
        <message>
            <source>收的是欠会员的钱，不算销售。关掉以后，余额还能花和退</source>
            <translation>Money owed to customers, no sale. When off, balances can still be spent and refunded</translation>
        </message>
        <message>
            <source>收银与抹零</source>
            <translation>Sale and rounding</translation>
        </message>
        <message>
            <source>改了 {n} 个</source>
            <translation>Changed: {n}</translation>
        </message>
        <message>
            <source>改过的键</source>
            <translation>Changed keys</translation>
        </message>
        <message>
            <source>整单算下来少于这个数要店主 PIN</source>
            <translation>A sale that earns less needs the owner PIN</translation>
        </message>
        <message>
            <source>新商品的默认值，每个商品可以另设</source>
            <translation>For new products; each can have its own</translation>
        </message>
        <message>
            <source>新顾客买大额卡密问反诈问题</source>
            <translation>Ask new customers about fraud for large card sales</translation>
        </message>
        <message>
            <source>时区</source>
            <translation>Time zone</translation>
        </message>
        <message>
            <source>易支付</source>
            <translation>Epay</translation>
        </message>
        <message>
            <source>显示后自动隐藏（秒）</source>
            <translation>Hide after showing (seconds)</translation>
        </message>
        <message>
            <source>最多抹</source>
            <translation>Round down at most</translation>
        </message>
        <message>
            <source>朋友的首单交付并过了几天，推荐的和被推荐的都得积分</source>
            <translation>Both get points some days after the friend's first order is delivered</translation>
        </message>
        <message>
            <source>本地卡密</source>
            <translation>Local codes</translation>
        </message>
        <message>
            <source>本金</source>
            <translation>Paid-in</translation>
        </message>
        <message>
            <source>来源手续费</source>
            <translation>Channel fees</translation>
        </message>
        <message>
            <source>柜台屏幕可能被旁人看到</source>
            <translation>Others may see the counter screen</translation>
        </message>
        <message>
            <source>标准</source>
            <translation>Standard</translation>
        </message>
        <message>
            <source>校园代理</source>
            <translation>Campus agents</translation>
        </message>
        <message>
            <source>每人每月最多奖几位</source>
            <translation>Rewarded friends a month</translation>
        </message>
        <message>
            <source>每位会员的额度由店主在会员页设。关掉以后，欠的还能收</source>
            <translation>The owner sets each limit on the customer page. When off, debts can still be collected</translation>
        </message>
        <message>
            <source>每单最少赚</source>
            <translation>Least margin per sale</translation>
        </message>
        <message>
            <source>比你知道的进价涨或跌到这么多，就提醒一次</source>
            <translation>One alert when a cost is this far from the one you know</translation>
        </message>
        <message>
            <source>比这慢的当手打的；扫了没反应就调大</source>
            <translation>Slower counts as typing; raise it if scans are ignored</translation>
        </message>
        <message>
            <source>比这短的当手打的</source>
            <translation>Shorter counts as typing</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>毛利率</source>
            <translation>Margin %</translation>
        </message>
        <message>
            <source>毛利目标，店主页对着它看；0 就不看</source>
            <translation>A goal for gross profit, shown on the overview; 0 for none</translation>
        </message>
        <message>
            <source>没人用多久锁屏（分钟）</source>
            <translation>Lock when idle (minutes)</translation>
        </message>
        <message>
            <source>没充上</source>
            <translation>Not delivered</translation>
        </message>
        <message>
            <source>没到这个数写原因就行</source>
            <translation>Below it a reason is enough</translation>
        </message>
        <message>
            <source>没有</source>
            <translation>None</translation>
        </message>
        <message>
            <source>没有打印机也能卖，什么都不会失败</source>
            <translation>Selling works without a printer</translation>
        </message>
        <message>
            <source>没有改过</source>
            <translation>None changed</translation>
        </message>
        <message>
            <source>没核过身份的会员最多存</source>
            <translation>Most to hold for unchecked customers</translation>
        </message>
        <message>
            <source>浅色</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>消费先扣</source>
            <translation>Spent first</translation>
        </message>
        <message>
            <source>消费送积分</source>
            <translation>Points on purchases</translation>
        </message>
        <message>
            <source>深色</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>游戏满多少要问年龄</source>
            <translation>Ask about adults for games from</translation>
        </message>
        <message>
            <source>满多少要填尾号</source>
            <translation>Last four needed from</translation>
        </message>
        <message>
            <source>满多少要看身份证</source>
            <translation>Look at the ID card from</translation>
        </message>
        <message>
            <source>点完之前不显示任何合计</source>
            <translation>No totals before the count is done</translation>
        </message>
        <message>
            <source>特大</source>
            <translation>Largest</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>用完的资料留多久</source>
            <translation>Keep what is needed no more for</translation>
        </message>
        <message>
            <source>离线时进价多旧还能先答应（小时）</source>
            <translation>Offline: oldest cost for a promise (hours)</translation>
        </message>
        <message>
            <source>积分几个月过期</source>
            <translation>Points lapse after months</translation>
        </message>
        <message>
            <source>积分可以抵钱</source>
            <translation>Points can pay</translation>
        </message>
        <message>
            <source>空着就印“看过不退不换”和“充错追不回”</source>
            <translation>Empty prints the standard words on seen codes and wrong accounts</translation>
        </message>
        <message>
            <source>第二块屏幕</source>
            <translation>Second screen</translation>
        </message>
        <message>
            <source>第二块屏幕上只有顾客自己的单、金额和付款码</source>
            <translation>On the second screen stands only the customer's own order, amount and code</translation>
        </message>
        <message>
            <source>等顾客补材料最多几小时</source>
            <translation>Hours to wait for the customer</translation>
        </message>
        <message>
            <source>管家婆</source>
            <translation>管家婆</translation>
        </message>
        <message>
            <source>类型</source>
            <translation>Kind</translation>
        </message>
        <message>
            <source>系统打印队列</source>
            <translation>System print queue</translation>
        </message>
        <message>
            <source>纸宽（毫米）</source>
            <translation>Paper width (mm)</translation>
        </message>
        <message>
            <source>网口</source>
            <translation>Network</translation>
        </message>
        <message>
            <source>网口填 地址:端口，串口填 端口名@速率，其余填名字或路径</source>
            <translation>Network: address:port. Serial: port@baud rate. Others: name or path</translation>
        </message>
        <message>
            <source>联系方式</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>自动同步间隔（分钟）</source>
            <translation>Sync every (minutes)</translation>
        </message>
        <message>
            <source>自动抹零</source>
            <translation>Round down by itself</translation>
        </message>
        <message>
            <source>自己的话</source>
            <translation>Words of your own</translation>
        </message>
        <message>
            <source>营业日从几点开始</source>
            <translation>Business day starts at</translation>
        </message>
        <message>
            <source>营业时间</source>
            <translation>Opening hours</translation>
        </message>
        <message>
            <source>被推荐的得多少积分</source>
            <translation>Points for the friend</translation>
        </message>
        <message>
            <source>要截图</source>
            <translation>Ask for a screenshot</translation>
        </message>
        <message>
            <source>订单来源</source>
            <translation>Order channel</translation>
        </message>
        <message>
            <source>记成负数</source>
            <translation>Go below zero</translation>
        </message>
        <message>
            <source>记成负数，以后的积分先补上；或者从退的钱里扣下</source>
            <translation>Below zero until the next points fill it, or kept of the money</translation>
        </message>
        <message>
            <source>语言</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>货源</source>
            <translation>Sources</translation>
        </message>
        <message>
            <source>货源和网关的原始回话、没人用的常用账号、充过的完整账号。卖的单、钱、积分和账本一直留</source>
            <translation>Raw answers of sources and gateways, unused saved accounts, full accounts of past top-ups. Sales, money, points and the ledger always stay</translation>
        </message>
        <message>
            <source>货源表的列</source>
            <translation>Columns of the stock table</translation>
        </message>
        <message>
            <source>货源页筛选栏右边的按钮也能选；商品和售价一直在</source>
            <translation>The button right of the filters on Stock does the same; product and price always stay</translation>
        </message>
        <message>
            <source>资深店员自己最多退多少</source>
            <translation>Seniors refund alone up to</translation>
        </message>
        <message>
            <source>赠送</source>
            <translation>Bonus</translation>
        </message>
        <message>
            <source>超市</source>
            <translation>Supermarket</translation>
        </message>
        <message>
            <source>跟随系统</source>
            <translation>System</translation>
        </message>
        <message>
            <source>输入两遍，或顾客当面确认</source>
            <translation>Typed twice, or confirmed by the customer</translation>
        </message>
        <message>
            <source>过了到账承诺自动建售后单</source>
            <translation>Open a ticket when the arrival promise passes</translation>
        </message>
        <message>
            <source>过了零点还营业的店填 04:00</source>
            <translation>Shops open past midnight enter 04:00</translation>
        </message>
        <message>
            <source>还有储值、欠款、积分、没交付或没办完的不删。法律要留三年，所以最短三年</source>
            <translation>Not while stored value, debt, points, undelivered goods or open matters remain. The law wants three years kept, so that is the shortest</translation>
        </message>
        <message>
            <source>这几天里退了就不给</source>
            <translation>None if it comes back within these days</translation>
        </message>
        <message>
            <source>进价</source>
            <translation>Cost</translation>
        </message>
        <message>
            <source>进价变动提醒（%）</source>
            <translation>Cost change alert (%)</translation>
        </message>
        <message>
            <source>进价比这更旧的直充和平台货，离线时不卖</source>
            <translation>Top-ups and platform goods whose cost is older are not sold offline</translation>
        </message>
        <message>
            <source>退款要扣的积分已经花掉了</source>
            <translation>Points of a refund that were spent</translation>
        </message>
        <message>
            <source>那边平台抽的，万分之几，记作成本：60 就是 0.6%</source>
            <translation>What the other platform keeps, in hundredths of a percent, booked as cost: 60 is 0.6%</translation>
        </message>
        <message>
            <source>零头比这多就不抹</source>
            <translation>No rounding above this</translation>
        </message>
        <message>
            <source>顾客屏</source>
            <translation>Customer display</translation>
        </message>
        <message>
            <source>顾客有事找谁，印在小票最下面</source>
            <translation>Whom customers can ask; printed at the foot of receipts</translation>
        </message>
        <message>
            <source>颜色</source>
            <translation>Colours</translation>
        </message>
        <message>
            <source>首单过几天才给</source>
            <translation>Days after the first order</translation>
        </message>
        <message>
            <source>麻烦把充值页面的截图发一张，要看得到账号和时间，我拿去跟货源核对 {单号}。</source>
            <translation>Please send a screenshot of the top-up page with account and time, so that I can check {单号} with the source.</translation>
        </message>
        <message>
            <source>默认不抹。只在有现金时生效，计入“优惠合计”</source>
            <translation>Off by default. Works with cash only, counted in “Discounts”</translation>
        </message>
        <message>
            <source>默认付款方式</source>
            <translation>Default tender</translation>
        </message>
    </context>
    <context>
        <name>till</name>
        <message>
            <source>+ 存入</source>
            <translation>+ Put in</translation>
        </message>
        <message>
            <source>+ 现金收款</source>
            <translation>+ Cash received</translation>
        </message>
        <message>
            <source>QQ 钱包</source>
            <translation>QQ Wallet</translation>
        </message>
        <message>
            <source>{difference}：{reason}</source>
            <translation>{difference}: {reason}</translation>
        </message>
        <message>
            <source>{name} {n}</source>
            <translation>{name} {n}</translation>
        </message>
        <message>
            <source>{name} 多 {amount}</source>
            <translation>{name} over {amount}</translation>
        </message>
        <message>
            <source>{name} 少 {amount}</source>
            <translation>{name} short {amount}</translation>
        </message>
        <message>
            <source>{name} 短 {amount}</source>
            <translation>{name} short {amount}</translation>
        </message>
        <message>
            <source>{name} 长 {amount}</source>
            <translation>{name} over {amount}</translation>
        </message>
        <message>
            <source>{n} 个货源</source>
            <translation>Sources {n}</translation>
        </message>
        <message>
            <source>{n} 件</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>{n} 单</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>{n} 处不平，写上原因再签字</source>
            <translation>Differences {n}; give reasons, then sign</translation>
        </message>
        <message>
            <source>{n} 笔</source>
            <translation>{n}</translation>
        </message>
        <message>
            <source>{tender} · {label}</source>
            <translation>{tender} · {label}</translation>
        </message>
        <message>
            <source>− 取出</source>
            <translation>− Taken out</translation>
        </message>
        <message>
            <source>− 现金退款</source>
            <translation>− Cash refunds</translation>
        </message>
        <message>
            <source>一致</source>
            <translation>Match</translation>
        </message>
        <message>
            <source>上{weekday}全天 {amount}</source>
            <translation>Last {weekday} in all {amount}</translation>
        </message>
        <message>
            <source>优惠合计</source>
            <translation>Discounts</translation>
        </message>
        <message>
            <source>储值</source>
            <translation>Store credit</translation>
        </message>
        <message>
            <source>净利 {amount}</source>
            <translation>Net {amount}</translation>
        </message>
        <message>
            <source>净销售额</source>
            <translation>Net sales</translation>
        </message>
        <message>
            <source>售后</source>
            <translation>After-sales</translation>
        </message>
        <message>
            <source>售后超时</source>
            <translation>Overdue tickets</translation>
        </message>
        <message>
            <source>商品</source>
            <translation>Items</translation>
        </message>
        <message>
            <source>备用金</source>
            <translation>Opening float</translation>
        </message>
        <message>
            <source>实点现金</source>
            <translation>Counted cash</translation>
        </message>
        <message>
            <source>客单 {amount}</source>
            <translation>Avg. {amount}</translation>
        </message>
        <message>
            <source>差额</source>
            <translation>Difference</translation>
        </message>
        <message>
            <source>已抄 {amount}</source>
            <translation>Copied {amount}</translation>
        </message>
        <message>
            <source>已点 {amount}</source>
            <translation>Counted {amount}</translation>
        </message>
        <message>
            <source>应有现金</source>
            <translation>Expected cash</translation>
        </message>
        <message>
            <source>待交付</source>
            <translation>To hand over</translation>
        </message>
        <message>
            <source>待付款</source>
            <translation>Awaiting payment</translation>
        </message>
        <message>
            <source>待确认</source>
            <translation>Unconfirmed</translation>
        </message>
        <message>
            <source>微信</source>
            <translation>WeChat Pay</translation>
        </message>
        <message>
            <source>打开收款 App，照抄今天的净额</source>
            <translation>Copy from the phone</translation>
        </message>
        <message>
            <source>抹零 {amount}</source>
            <translation>Rounded down {amount}</translation>
        </message>
        <message>
            <source>挂单</source>
            <translation>Held</translation>
        </message>
        <message>
            <source>挂账</source>
            <translation>On account</translation>
        </message>
        <message>
            <source>支付宝</source>
            <translation>Alipay</translation>
        </message>
        <message>
            <source>收款码</source>
            <translation>Shop codes</translation>
        </message>
        <message>
            <source>收银员、店主</source>
            <translation>Cashier, owner</translation>
        </message>
        <message>
            <source>易支付</source>
            <translation>Epay</translation>
        </message>
        <message>
            <source>未结</source>
            <translation>Open items</translation>
        </message>
        <message>
            <source>比上{weekday} {change}</source>
            <translation>vs last {weekday} {change}</translation>
        </message>
        <message>
            <source>毛利</source>
            <translation>Margin</translation>
        </message>
        <message>
            <source>毛利率 {rate}</source>
            <translation>Margin {rate}</translation>
        </message>
        <message>
            <source>没有未结的事</source>
            <translation>Nothing open</translation>
        </message>
        <message>
            <source>没点</source>
            <translation>Not counted</translation>
        </message>
        <message>
            <source>现金</source>
            <translation>Cash</translation>
        </message>
        <message>
            <source>短 {amount}</source>
            <translation>Short {amount}</translation>
        </message>
        <message>
            <source>积分</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>签字</source>
            <translation>Sign off</translation>
        </message>
        <message>
            <source>订单</source>
            <translation>Sales</translation>
        </message>
        <message>
            <source>货源余额</source>
            <translation>Source balances</translation>
        </message>
        <message>
            <source>输完再看</source>
            <translation>After the count</translation>
        </message>
        <message>
            <source>退款 {amount}</source>
            <translation>Refunds {amount}</translation>
        </message>
        <message>
            <source>都对得上</source>
            <translation>All match</translation>
        </message>
        <message>
            <source>长 {amount}</source>
            <translation>Over {amount}</translation>
        </message>
    </context>
    <context>
        <name>tour</name>
        <message>
            <source>A 放过一条例外，D 看今天，H 遮住每个金额</source>
            <translation>A accepts an exception, D shows today, H hides every amount</translation>
        </message>
        <message>
            <source>E 再回车出码，通道说到账才算，一个键也不用按</source>
            <translation>E and Enter make the code; only the gateway's word counts, no key is pressed</translation>
        </message>
        <message>
            <source>J、C、W，尾号核对两次，各付各的</source>
            <translation>J, C, W; the phone tail said twice, each pays its part</translation>
        </message>
        <message>
            <source>W 再回车</source>
            <translation>W, then Enter</translation>
        </message>
        <message>
            <source>两个价都说，按现在的卖</source>
            <translation>both totals said, sold at today's</translation>
        </message>
        <message>
            <source>两单互不影响</source>
            <translation>neither order touches the other</translation>
        </message>
        <message>
            <source>两张一起减两元，攻略跟着消息走</source>
            <translation>Two together save two yuan; the guide goes with the message</translation>
        </message>
        <message>
            <source>两张退一张，积分先回来，其余退现金</source>
            <translation>One of two comes back: its points first, the rest in cash</translation>
        </message>
        <message>
            <source>会员买单</source>
            <translation>A customer buys</translation>
        </message>
        <message>
            <source>会员等级价</source>
            <translation>A tier's price</translation>
        </message>
        <message>
            <source>会员页</source>
            <translation>Customers page</translation>
        </message>
        <message>
            <source>会员页看得到赠送</source>
            <translation>the bonus is on the customer page</translation>
        </message>
        <message>
            <source>保存后马上变</source>
            <translation>changes on saving</translation>
        </message>
        <message>
            <source>先点后看，Z 第 1 号</source>
            <translation>count first, then see; Z no. 1</translation>
        </message>
        <message>
            <source>光标在备用金，回车开班</source>
            <translation>caret in the float, Enter opens</translation>
        </message>
        <message>
            <source>六位数字，第六位直接进</source>
            <translation>six digits, the sixth signs in</translation>
        </message>
        <message>
            <source>出摊备货</source>
            <translation>Booth pack</translation>
        </message>
        <message>
            <source>卖一张本地卡密，收现金</source>
            <translation>Sell a local code for cash</translation>
        </message>
        <message>
            <source>卡密在待交付，Ctrl+J 就回来</source>
            <translation>the code waits to be handed over, Ctrl+J goes back</translation>
        </message>
        <message>
            <source>同步货源</source>
            <translation>Sync sources</translation>
        </message>
        <message>
            <source>四个回车太快</source>
            <translation>Four Enters too fast</translation>
        </message>
        <message>
            <source>回话丢了</source>
            <translation>An answer is lost</translation>
        </message>
        <message>
            <source>回车同号再问，还是那一单，卡密到待交付</source>
            <translation>Enter asks with the same number: the same order, its card to hand over</translation>
        </message>
        <message>
            <source>套餐带攻略</source>
            <translation>A bundle with its guide</translation>
        </message>
        <message>
            <source>尾号找到，带入收银，得积分</source>
            <translation>found by phone tail, taken to the sale, earns points</translation>
        </message>
        <message>
            <source>店主 PIN，原路退回</source>
            <translation>owner PIN, same way back</translation>
        </message>
        <message>
            <source>开班：备用金 500</source>
            <translation>Open shift: float 500</translation>
        </message>
        <message>
            <source>微信静态码收款</source>
            <translation>Take WeChat Pay by shop code</translation>
        </message>
        <message>
            <source>总览：复核和对比</source>
            <translation>Overview: review and comparison</translation>
        </message>
        <message>
            <source>打代理码记一单，毛利的三成是佣金，付一元现金</source>
            <translation>a code names the agent, three tenths of the margin are theirs, one yuan paid in cash</translation>
        </message>
        <message>
            <source>打数字，回车买进卡密库</source>
            <translation>type a figure, Enter buys it among the codes</translation>
        </message>
        <message>
            <source>挂单和取单</source>
            <translation>Hold and recall</translation>
        </message>
        <message>
            <source>挂着的套餐，活动停了再取</source>
            <translation>A parked bundle, recalled after its campaign stopped</translation>
        </message>
        <message>
            <source>换语言不用重开</source>
            <translation>no restart for the language</translation>
        </message>
        <message>
            <source>掉单补回来</source>
            <translation>The lost order is found</translation>
        </message>
        <message>
            <source>搜“会员可以储值”，空格，保存后马上有用</source>
            <translation>search for it, Space, in force once saved</translation>
        </message>
        <message>
            <source>收银、货源、订单、日结</source>
            <translation>sale, stock, orders, till</translation>
        </message>
        <message>
            <source>文件真的在，是 PDF</source>
            <translation>the file is there and is a PDF</translation>
        </message>
        <message>
            <source>文件真的在，是 PNG</source>
            <translation>the files are there and are PNG</translation>
        </message>
        <message>
            <source>新会员的群里首单</source>
            <translation>A new member's first order from the group</translation>
        </message>
        <message>
            <source>日报存成 PDF</source>
            <translation>Day report as PDF</translation>
        </message>
        <message>
            <source>日结：六步到签字</source>
            <translation>Day close: six steps to the signature</translation>
        </message>
        <message>
            <source>易支付：顾客扫码，到账自动完成</source>
            <translation>Epay: the customer scans, the sale completes by itself</translation>
        </message>
        <message>
            <source>显示前先记账，三十秒后隐藏</source>
            <translation>logged before it shows, hidden after 30 s</translation>
        </message>
        <message>
            <source>晚到的直充</source>
            <translation>A top-up that comes late</translation>
        </message>
        <message>
            <source>柜台新建会员，首单立减，满赠进储值</source>
            <translation>made at the till, less for the first order, a gift into stored value</translation>
        </message>
        <message>
            <source>校园代理</source>
            <translation>Campus agent</translation>
        </message>
        <message>
            <source>海报三种尺寸存成图</source>
            <translation>A poster saved in three sizes</translation>
        </message>
        <message>
            <source>深色的各页</source>
            <translation>Pages in the dark</translation>
        </message>
        <message>
            <source>满 100 送 10</source>
            <translation>Ten for a hundred</translation>
        </message>
        <message>
            <source>满赠在会员的储值里</source>
            <translation>The gift in the member's stored value</translation>
        </message>
        <message>
            <source>现买现卖</source>
            <translation>Buy on demand</translation>
        </message>
        <message>
            <source>积分、满赠和微信付一单</source>
            <translation>One order paid by points, the gift and WeChat</translation>
        </message>
        <message>
            <source>积分付的退一半</source>
            <translation>Half of what points paid comes back</translation>
        </message>
        <message>
            <source>积分流水看得到</source>
            <translation>the points ledger shows</translation>
        </message>
        <message>
            <source>练习卡盟的货和余额进来了</source>
            <translation>goods and balance of the practice platform came in</translation>
        </message>
        <message>
            <source>给了银卡，收银就是 99 折</source>
            <translation>Given silver, the till takes 1 % off</translation>
        </message>
        <message>
            <source>给顾客看卡密</source>
            <translation>Show the code to the customer</translation>
        </message>
        <message>
            <source>编码 回车 F9 回车 回车，小票存成 PDF</source>
            <translation>code no. Enter F9 Enter Enter, the receipt as PDF</translation>
        </message>
        <message>
            <source>表单里做活动，卖一单，十元进储值</source>
            <translation>A campaign made in its form, one sale, ten yuan into stored value</translation>
        </message>
        <message>
            <source>订单各页</source>
            <translation>Orders, tab by tab</translation>
        </message>
        <message>
            <source>设置：打开储值</source>
            <translation>Settings: stored value on</translation>
        </message>
        <message>
            <source>设置：深色</source>
            <translation>Settings: dark</translation>
        </message>
        <message>
            <source>设置：英文</source>
            <translation>Settings: English</translation>
        </message>
        <message>
            <source>话费直充</source>
            <translation>Mobile top-up</translation>
        </message>
        <message>
            <source>账号详情</source>
            <translation>Account details</translation>
        </message>
        <message>
            <source>账号输两遍，读给顾客听</source>
            <translation>account typed twice, read to the customer</translation>
        </message>
        <message>
            <source>货源出卡，自动到待交付</source>
            <translation>the source gives a code, it goes to “To hand over”</translation>
        </message>
        <message>
            <source>过了承诺自动建售后单，Y 复制，R 按时回复</source>
            <translation>a ticket opens by itself, Y copies, R replies in time</translation>
        </message>
        <message>
            <source>还够几天、成功率，留底记下了</source>
            <translation>days left, success rate; the reserve is kept</translation>
        </message>
        <message>
            <source>退款</source>
            <translation>Refund</translation>
        </message>
        <message>
            <source>销售单、采购单、待交付、待确认</source>
            <translation>sales, purchases, to hand over, unconfirmed</translation>
        </message>
        <message>
            <source>销售单不动，待确认加一，不会买两次</source>
            <translation>the sale stands, one more unconfirmed, nothing is bought twice</translation>
        </message>
        <message>
            <source>锁屏：店主 PIN 登录</source>
            <translation>Lock screen: owner signs in by PIN</translation>
        </message>
    </context>
    <context>
        <name>verify</name>
        <message>
            <source>{place} 和账本记的不一样</source>
            <translation>{place} differs from the ledger</translation>
        </message>
        <message>
            <source>{place} 有一班记着的收款和单据对不上：交班的应有可能不准，日结单不受影响</source>
            <translation>The kept takings of a shift of {place} do not agree with its records: what a hand-over expects may be off, the Z is not affected</translation>
        </message>
        <message>
            <source>{place} 用储值或挂账付的，和流水对不上</source>
            <translation>What {place} paid by credit or on account is not in the ledger</translation>
        </message>
        <message>
            <source>{place} 的代理佣金和流水对不上</source>
            <translation>The agent's commission of {place} does not agree with its ledger</translation>
        </message>
        <message>
            <source>{place} 的合计和明细对不上</source>
            <translation>Total and lines of {place} do not match</translation>
        </message>
        <message>
            <source>{place} 的收款和应收对不上</source>
            <translation>Received and due of {place} do not match</translation>
        </message>
        <message>
            <source>{place} 的日结单被改过或断了号（第 {row} 号）</source>
            <translation>Day close of {place} changed or out of sequence (no. {row})</translation>
        </message>
        <message>
            <source>{place} 的退款和应退对不上</source>
            <translation>Refunded and due back of {place} do not match</translation>
        </message>
        <message>
            <source>{place} 的退货合计和明细对不上</source>
            <translation>Return total and lines of {place} do not match</translation>
        </message>
        <message>
            <source>{place} 第 {row} 行指向不存在的东西</source>
            <translation>{place} row {row} points to something missing</translation>
        </message>
        <message>
            <source>{place} 第 {row} 行有问题（{code}）</source>
            <translation>{place} row {row} has a problem ({code})</translation>
        </message>
        <message>
            <source>{place} 第 {row} 行的加密内容打不开</source>
            <translation>Encrypted content of {place} row {row} does not open</translation>
        </message>
        <message>
            <source>{place} 第 {row} 行的卡密张数对不上</source>
            <translation>Number of codes of {place} row {row} does not match</translation>
        </message>
        <message>
            <source>{place} 第 {row} 行的退货件数对不上</source>
            <translation>Returned quantity of {place} row {row} does not match</translation>
        </message>
        <message>
            <source>{place} 记着的合计和当天的单据对不上：总览的图可能不准，日结单不受影响</source>
            <translation>The kept totals of {place} do not agree with that day's records: the charts of the overview may be off, the Z is not affected</translation>
        </message>
        <message>
            <source>代理 {place} 的一笔佣金和账本记的不一样（{row}）</source>
            <translation>A commission of agent {place} is not as the ledger says ({row})</translation>
        </message>
        <message>
            <source>会员 {row} 的累计消费和订单对不上</source>
            <translation>Lifetime spend of customer {row} does not match the sales</translation>
        </message>
        <message>
            <source>佣金单 {place} 和流水或钱箱对不上</source>
            <translation>Commission slip {place} does not agree with the ledger or the drawer</translation>
        </message>
        <message>
            <source>换过的卡和赔付对不上（{place} 第 {row} 行）</source>
            <translation>An exchanged code does not agree with its compensation ({place}, row {row})</translation>
        </message>
        <message>
            <source>收据 {place} 和储值、挂账的流水对不上</source>
            <translation>Receipt {place} does not agree with the ledgers</translation>
        </message>
        <message>
            <source>数据文件坏了：{place}</source>
            <translation>The data file is damaged: {place}</translation>
        </message>
        <message>
            <source>第 {row} 号日结单不见了</source>
            <translation>Day close no. {row} is gone</translation>
        </message>
        <message>
            <source>账本和锚点对不上，第 {row} 条（{place}）</source>
            <translation>Ledger and anchor do not match, entry {row} ({place})</translation>
        </message>
        <message>
            <source>账本末尾少了记录，应该有第 {row} 条（{place}）</source>
            <translation>The end of the ledger is missing; there should be entry {row} ({place})</translation>
        </message>
        <message>
            <source>账本第 {row} 条对不上（{place}）</source>
            <translation>Ledger entry {row} does not match ({place})</translation>
        </message>
        <message>
            <source>账本里有的一张退货单不见了（{row}）</source>
            <translation>A return in the ledger is gone ({row})</translation>
        </message>
        <message>
            <source>账本里有的一张销售单不见了（{row}）</source>
            <translation>A sale in the ledger is gone ({row})</translation>
        </message>
        <message>
            <source>货源 {place} 的余额和流水对不上</source>
            <translation>The balance of source {place} is not the sum of its entries</translation>
        </message>
        <message>
            <source>锚点读不懂或被改过</source>
            <translation>The anchor is unreadable or was changed</translation>
        </message>
    </context>
    <context>
        <name>weekday_letter</name>
        <message>
            <source>一</source>
            <translation>M</translation>
        </message>
        <message>
            <source>三</source>
            <translation>W</translation>
        </message>
        <message>
            <source>二</source>
            <translation>T</translation>
        </message>
        <message>
            <source>五</source>
            <translation>F</translation>
        </message>
        <message>
            <source>六</source>
            <translation>S</translation>
        </message>
        <message>
            <source>四</source>
            <translation>T</translation>
        </message>
        <message>
            <source>日</source>
            <translation>S</translation>
        </message>
    </context>
</TS>
